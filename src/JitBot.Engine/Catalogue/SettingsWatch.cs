namespace JitBot.Engine.Catalogue;

/// <summary>
/// Has the catalogue read again when the settings' files were saved, or when somebody asks for it. An editor may save a file in several steps, so a file
/// that has just changed is looked at once more before it is read.
/// </summary>
public sealed class SettingsWatch(CatalogueSource source, CurrentCatalogue catalogue)
{
    private string _taken = source.Stamp();
    private string? _seen;
    private volatile bool _isAsked;

    /// <summary>Whether somebody asks for it.</summary>
    internal bool IsAsked => _isAsked;

    /// <summary>Reads the settings at the next turn, whether their files have changed or not.</summary>
    public void ReadAgain() => _isAsked = true;

    /// <summary>One look; what cannot be stored now is taken at the next.</summary>
    internal async Task RunAsync(CancellationToken ct)
    {
        await catalogue.RefreshAsync(ct);
        var stamp = source.Stamp();
        var isSettled = stamp == _seen;
        _seen = stamp;
        if (!_isAsked && (stamp == _taken || !isSettled))
            return;
        await catalogue.TakeAsync(source.Read(), ct);
        (_taken, _isAsked) = (stamp, false);
    }
}
