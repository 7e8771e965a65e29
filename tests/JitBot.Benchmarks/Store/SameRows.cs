using System.Security.Cryptography;
using System.Text;
using JitBot.Benchmarks.Grants;
using JitBot.Storage.Sqlite;

namespace JitBot.Benchmarks.Store;

/// <summary>
/// The rows that JitBot writes for a request and then for its withdrawal, in JitBot's own tables with all their indexes. Nothing is read, decided, checked or turned into JSON. So JitBot's
/// distance from this is JitBot's own work, and the distance of this from two bare rows is the price of the tables by which requests, people and effects are found.
/// </summary>
internal sealed class SameRows
{
    private const long Now = 1_800_000_000_000;

    /// <summary>What a sealed line takes in the benchmark of JitBot's commands, on average.</summary>
    private const int AskedBytes = 945;

    /// <inheritdoc cref="AskedBytes"/>
    private const int WithdrawnBytes = 170;

    /// <summary>Preparing it, waking up when it lapses, looking whether the requester is still there, home pages.</summary>
    private const int EffectsOfAsking = 4;

    /// <summary>Preparing it and the home pages are asked for once more.</summary>
    private const int AskedAgain = 2;

    private readonly byte[] _asked = new byte[AskedBytes];
    private readonly byte[] _withdrawn = new byte[WithdrawnBytes];
    private readonly Action<object?[]> _line, _text, _request, _over, _answer, _effect, _body, _again, _bodyAgain;
    private long _times, _effects;

    private SameRows(BareTable table)
    {
        _line = table.Prepare("INSERT INTO lines (seq, stream, version, bytes, hash) VALUES ($1, $2, $3, $4, $5)", 5);
        _text = table.Prepare("INSERT INTO texts (hash, owner, salt, text) VALUES ($1, 'p-1234567890', $2, 'fixing the incident 4711')", 2);
        _request = table.Prepare("INSERT INTO requests (id, handle, requester, entitlement, phase, is_open, asked_at) VALUES ($1, $2, $3, 'database', 'Pending', 1, $4)", 4);
        _over = table.Prepare("UPDATE requests SET phase = 'Withdrawn', is_open = 0 WHERE id = $1", 1);
        _answer = table.Prepare("INSERT INTO answers (key, answer, at) VALUES ($1, $2, $3)", 3);
        _effect = table.Prepare("INSERT INTO effects (lane, due_at, attempts, generation, epoch) VALUES (1, $1, 0, 1, 0)", 1);
        _body = table.Prepare("INSERT INTO effect_bodies (id, key, body) VALUES ($1, $2, $3)", 3);
        _again = table.Prepare("UPDATE effects SET due_at = $1, generation = generation + 1 WHERE id = $2", 2);
        _bodyAgain = table.Prepare("UPDATE effect_bodies SET body = $1 WHERE id = $2", 2);
    }

    public static IReadOnlyDictionary<string, double> Round(int callers, int seed)
    {
        using var bare = new BareWriter(string.Join('\n', SqliteSchema.Scripts.Select(script => script.Sql)));
        return bare.PlayAsync(callers, new SameRows(bare.Table).WriteOne).GetAwaiter().GetResult();
    }

    /// <summary>A request, and its withdrawal the next time.</summary>
    private void WriteOne()
    {
        var (pair, isAsked) = (_times / 2, _times % 2 == 0);
        var id = "r-" + Hash($"request {pair}")[..10];
        _times++;
        _line([_times, $"request/{id}", isAsked ? 1 : 2, isAsked ? _asked : _withdrawn, Hash($"line {_times}")]);
        if (isAsked)
            Ask(id, pair);
        else
            Withdraw(id);
        _answer([$"{(isAsked ? "ask" : "withdraw")} {_times}", $"done {id}", Now + _times]);
    }

    private void Ask(string id, long pair)
    {
        _text([Hash($"text {pair}"), Hash($"salt {pair}")[..32]]);
        for (var i = 0; i < EffectsOfAsking; i++)
        {
            _effect([Now + _times]);
            _body([++_effects, $"effect-{i}/{id}", $"{{\"effect\":\"effect-{i}\",\"Request\":{{\"Value\":\"{id}\"}}}}"]);
        }

        _request([id, Hash($"handle {pair}")[..32], $"p-{pair / 100}", Now + _times]);
    }

    private void Withdraw(string id)
    {
        for (var i = 0; i < AskedAgain; i++)
        {
            _again([Now + _times, _effects - i]);
            _bodyAgain([$"{{\"effect\":\"again-{i}\",\"Request\":{{\"Value\":\"{id}\"}}}}", _effects - i]);
        }

        _over([id]);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
