namespace JitBot.Core.Checkup;

/// <summary>Whether a folder can be written to, tried with a file that is gone again when it is closed.</summary>
public static class FolderProbe
{
    /// <summary>Why it cannot be written to, or null. <paramref name="name"/> is the file's, which must not be there.</summary>
    public static string? WhyNotWritable(string folder, string name)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose };
            using var file = new FileStream(Path.Combine(folder, name), options);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
