using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.FileProviders;

namespace JitBot.Host;

/// <summary>
/// A folder with a file for each secret, named as the key with __ for the colon. A file without __ in its name is no setting: a certificate that stands beside
/// them is not read into the configuration.
/// </summary>
internal sealed class SecretsFolder(string path) : IConfigurationSource
{
    /// <inheritdoc />
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(
        new KeyPerFileConfigurationSource
        {
            Optional = true,
            IgnoreCondition = name => !name.Contains("__", StringComparison.Ordinal),
            FileProvider = Directory.Exists(path) ? new PhysicalFileProvider(path) : null,
        },
        path);

    /// <summary>The framework's own provider keeps to itself which folder it reads.</summary>
    internal sealed class Provider(KeyPerFileConfigurationSource source, string folder) : KeyPerFileConfigurationProvider(source)
    {
        /// <summary>Where the files are.</summary>
        public string Folder => folder;
    }
}
