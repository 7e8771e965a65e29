using JitBot.Core.Store;

namespace JitBot.Host;

/// <summary><c>storage upgrade</c>: creates or upgrades the schema as the role that owns it, for a program that runs as one that does not.</summary>
internal static class StorageVerb
{
    public static async Task<int> UpgradeAsync(string[] options)
    {
        if (options.Length > 0)
            return Verbs.Complain($"storage upgrade takes no '{string.Join(' ', options)}'.", Verbs.WrongUse);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        HostSettings.AddSources(builder, []);
        var store = new StoreRoom(builder.Configuration);
        var faults = store.Check().ToList();
        if (faults.Count > 0)
            return Verbs.Complain(faults);
        try
        {
            return store.UpgradeAsync() is { } upgrade
                ? Verbs.Say(await upgrade, Verbs.Good)
                : Verbs.Complain("A database file is upgraded by the program itself at each start; there is nothing to do.", Verbs.WrongUse);
        }
        catch (StoreUnavailableException e)
        {
            return Verbs.Complain(e.Message, Verbs.Bad);
        }
    }
}
