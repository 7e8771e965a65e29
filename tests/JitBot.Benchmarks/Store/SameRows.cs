using System.Security.Cryptography;
using JitBot.Storage.Sqlite;

namespace JitBot.Benchmarks.Store;

/// <summary>
/// The rows that JitBot writes for a request and for its withdrawal, into JitBot's own tables with all their indexes, and nothing else: nothing is read, decided, checked or made into
/// JSON. What is missing to it is what JitBot's own work costs; what is missing from it to the bare rows is what the tables cost by which requests are found.
/// </summary>
internal sealed class SameRows
{
    private const long Now = 1_800_000_000_000;
    private const int WithdrawalBytes = 170;
    private const int AskedBytes = 945;
    private const int EffectsOfAsking = 4;
    private const int AskedAgain = 2;

    private readonly byte[] _asked = new byte[AskedBytes];
    private readonly byte[] _withdrawn = new byte[WithdrawalBytes];
    private Action<object[]> _line = null!, _text = null!, _request = null!, _over = null!, _answer = null!, _effect = null!, _body = null!, _again = null!, _bodyAgain = null!;
    private long _times, _effects;

    public static IReadOnlyDictionary<string, double> Round(int callers, int seed) => new SameRows().RoundAsync(callers).GetAwaiter().GetResult();

    private async Task<IReadOnlyDictionary<string, double>> RoundAsync(int callers)
    {
        var folder = Directory.CreateTempSubdirectory("jitbot-benchmark-");
        await using var bare = new BareConnection(Path.Combine(folder.FullName, "bare.db"), string.Join('\n', SqliteSchema.Scripts.Select(script => script.Sql)), WriteOne);
        Prepare(bare);
        var figures = await Callers.PlayAsync(callers, (_, _) => bare.OnceAsync());
        folder.Delete(recursive: true);
        return figures;
    }

    private void Prepare(BareConnection bare)
    {
        _line = bare.Prepare("INSERT INTO lines (seq, stream, version, bytes, hash) VALUES ($0, $1, $2, $3, $4)");
        _text = bare.Prepare("INSERT INTO texts (hash, owner, salt, text) VALUES ($0, 'p-1234567890', $1, 'fixing the incident 4711')");
        _request = bare.Prepare("""
            INSERT INTO requests (id, handle, requester, entitlement, phase, is_open, asked_at) VALUES ($0, $1, $2, 'database', 'Pending', 1, $3)
            """);
        _over = bare.Prepare("UPDATE requests SET phase = 'Withdrawn', is_open = 0 WHERE id = $0");
        _answer = bare.Prepare("INSERT INTO answers (key, answer, at) VALUES ($0, $1, $2)");
        _effect = bare.Prepare("INSERT INTO effects (lane, due_at, attempts, generation, epoch) VALUES (1, $0, 0, 1, 0)");
        _body = bare.Prepare("INSERT INTO effect_bodies (id, key, body) VALUES ($0, $1, $2)");
        _again = bare.Prepare("UPDATE effects SET due_at = $0, generation = generation + 1 WHERE id = $1");
        _bodyAgain = bare.Prepare("UPDATE effect_bodies SET body = $0 WHERE id = $1");
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

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
