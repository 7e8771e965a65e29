using Microsoft.Extensions.Configuration.Json;

namespace JitBot.Host;

/// <summary>
/// A settings file whose keys are found by the one above them. The framework's own source looks through all keys of the file for each question what stands
/// below one, which a catalogue of ten thousand entitlements asks fifty thousand times.
/// </summary>
internal sealed class IndexedSettingsFile : JsonConfigurationSource
{
    /// <summary>Puts one in the place of each settings file among these, as it is configured.</summary>
    public static void Replace(IList<IConfigurationSource> sources)
    {
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i] is JsonConfigurationSource file and not IndexedSettingsFile)
                sources[i] = Of(file);
        }
    }

    /// <inheritdoc />
    public override IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        EnsureDefaults(builder);
        return new Indexed(this);
    }

    private static IndexedSettingsFile Of(JsonConfigurationSource file) => new()
    {
        FileProvider = file.FileProvider,
        Path = file.Path!,
        Optional = file.Optional,
        ReloadOnChange = file.ReloadOnChange,
        ReloadDelay = file.ReloadDelay,
        OnLoadException = file.OnLoadException,
    };

    private sealed class Indexed(JsonConfigurationSource source) : JsonConfigurationProvider(source)
    {
        private static readonly Comparer<string> Order = Comparer<string>.Create(ConfigurationKeyComparer.Instance.Compare);

        private IDictionary<string, string?>? _indexed;
        private Dictionary<string, List<string>>? _below;

        public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) =>
            (Below.GetValueOrDefault(parentPath ?? "") ?? []).Concat(earlierKeys).Order(Order);

        public override void Set(string key, string? value)
        {
            base.Set(key, value);
            _below = null;
        }

        /// <summary>The last part of each key, by the key above it; made again when the file was loaded again, which gives it other data.</summary>
        private Dictionary<string, List<string>> Below
        {
            get
            {
                var data = Data;
                if (_below is { } known && ReferenceEquals(_indexed, data))
                    return known;
                _indexed = data;
                return _below = Index(data.Keys);
            }
        }

        /// <summary>Each key goes up to the first one above it that is there already.</summary>
        private static Dictionary<string, List<string>> Index(ICollection<string> keys)
        {
            var (below, there) = (new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
            foreach (var key in keys)
            {
                for (var each = key; each.Length > 0 && there.Add(each); each = ConfigurationPath.GetParentPath(each) ?? "")
                {
                    var above = ConfigurationPath.GetParentPath(each) ?? "";
                    if (!below.TryGetValue(above, out var list))
                        below[above] = list = [];
                    list.Add(ConfigurationPath.GetSectionKey(each));
                }
            }

            return below;
        }
    }
}
