namespace JitBot.Simulation.Wire;

/// <summary>The ids by which a service knows what a world calls by its name.</summary>
internal sealed class Ids
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    public Ids(IEnumerable<string> names, Func<int, string> idOf)
    {
        foreach (var (index, name) in names.Distinct().Index())
        {
            _ids[name] = idOf(index);
            _names[idOf(index)] = name;
        }
    }

    public string Of(string name) => _ids[name];

    /// <summary>Null for an id that nothing has.</summary>
    public string? NameOf(string id) => _names.GetValueOrDefault(id);
}
