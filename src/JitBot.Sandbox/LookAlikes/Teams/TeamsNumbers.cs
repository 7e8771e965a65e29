using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace JitBot.Sandbox.LookAlikes.Teams;

/// <summary>Ids in the shapes of Teams. What is named by a name has the same id in every run.</summary>
internal sealed class TeamsNumbers(TimeProvider time)
{
    private const int MriBytes = 48;

    private readonly Lock _lock = new();
    private long _lastMillisecond;
    private long _lastCount;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A moment as Teams writes it.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>What a person is called towards one bot: it says nothing of who they are.</summary>
    public static string Mri(string appId, string person) => "29:" + Digest($"{appId}/{person}", MriBytes);

    /// <summary>The id of a personal chat with the bot.</summary>
    public static string Personal(string appId, string person) => "a:1" + Digest($"chat/{appId}/{person}", MriBytes);

    /// <summary>The id of a channel, group chat or team.</summary>
    public static string Thread(string name, string kind) => $"19:{Convert.ToHexStringLower(Hash(name).AsSpan(0, 16))}@thread.{kind}";

    /// <summary>An id as directories give them.</summary>
    public static string Object(string name) => new Guid(Hash(name).AsSpan(0, 16)).ToString();

    /// <summary>Milliseconds of Unix time; unique and rising even when the clock stands still.</summary>
    public string NextMessage()
    {
        lock (_lock)
        {
            _lastMillisecond = Math.Max(Now.ToUnixTimeMilliseconds(), _lastMillisecond + 1);
            return _lastMillisecond.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The id of an activity that is no message.</summary>
    public string NextEvent()
    {
        lock (_lock)
            return string.Create(CultureInfo.InvariantCulture, $"f:00000000-0000-4000-8000-{++_lastCount:x12}");
    }

    /// <summary>An id of a request of a message extension.</summary>
    public string NextRequest()
    {
        lock (_lock)
            return string.Create(CultureInfo.InvariantCulture, $"{++_lastCount:x32}");
    }

    private static byte[] Hash(string name) => SHA512.HashData(Encoding.UTF8.GetBytes(name));

    private static string Digest(string name, int bytes) =>
        Convert.ToBase64String(Hash(name).AsSpan(0, bytes)).Replace('+', '-').Replace('/', '_');
}
