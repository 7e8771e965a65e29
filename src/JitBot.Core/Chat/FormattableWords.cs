using System.Runtime.CompilerServices;

namespace JitBot.Core.Chat;

/// <summary>
/// Collects an interpolated sentence as words, so that user text can never be mistaken for ours
/// (https://learn.microsoft.com/dotnet/csharp/advanced-topics/performance/interpolated-string-handler).
/// </summary>
[InterpolatedStringHandler]
public readonly ref struct FormattableWords
{
    private readonly List<Word> _parts;

    /// <summary>Called by the compiler.</summary>
    public FormattableWords(int literalLength, int formattedCount)
    {
        _ = literalLength;
        _parts = new List<Word>((formattedCount * 2) + 1);
    }

    internal IReadOnlyList<Word> Parts => _parts;

    /// <summary>Our own text.</summary>
    public void AppendLiteral(string text) => _parts.Add(new Word.Plain(text));

    /// <summary>Text from outside or from us, plain.</summary>
    public void AppendFormatted(string text) => _parts.Add(new Word.Plain(text));

    /// <summary>A number.</summary>
    public void AppendFormatted(int number) => _parts.Add(new Word.Plain(number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>A moment.</summary>
    public void AppendFormatted(DateTimeOffset at) => _parts.Add(new Word.Moment(at));

    /// <summary>A length of time in words.</summary>
    public void AppendFormatted(TimeSpan span) => _parts.Add(new Word.Plain(Spans.InWords(span)));

    /// <summary>A word already made.</summary>
    public void AppendFormatted(Word word) => _parts.Add(word);
}
