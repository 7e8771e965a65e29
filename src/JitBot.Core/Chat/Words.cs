namespace JitBot.Core.Chat;

/// <summary>A run of text for people: each platform renders it so that no part can become markup, a mention or a link.</summary>
public abstract record Word
{
    private Word()
    {
    }

    /// <summary>Text as it is.</summary>
    public sealed record Plain(string Text) : Word;

    /// <summary>Text to stand out.</summary>
    public sealed record Strong(string Text) : Word;

    /// <summary>A moment, shown in the reader's own time zone.</summary>
    public sealed record Moment(DateTimeOffset At) : Word;
}

/// <summary>A sentence made of words; build it with interpolation: <c>Words.Of($"until {moment}")</c>.</summary>
public sealed record Words(IReadOnlyList<Word> Parts)
{
    /// <summary>Turns an interpolated sentence into words: literals and strings stay plain, times become moments, words stay what they are.</summary>
    public static Words Of(FormattableWords sentence) => new(sentence.Parts);

    /// <summary>The sentence without markup, times in UTC; for logs and for platforms' notification texts.</summary>
    public string ToPlainText() => string.Concat(Parts.Select(part => part switch
    {
        Word.Plain plain => plain.Text,
        Word.Strong strong => strong.Text,
        Word.Moment moment => moment.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A word nobody knows: {part}."),
    }));

    /// <inheritdoc />
    public bool Equals(Words? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc />
    public override int GetHashCode() => ToPlainText().GetHashCode(StringComparison.Ordinal);
}
