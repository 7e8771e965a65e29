using JitBot.Core.Store;
using Microsoft.AspNetCore.Connections;
using Serilog.Events;
using Serilog.Parsing;

namespace JitBot.Host.Tests.Operations;

/// <summary>The framework's stack traces are left out where the program's last sentence says it better, and nowhere else.</summary>
[TestFixture]
public class LastWordsTests
{
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";

    private static readonly IOException Taken = new("Failed to bind to address http://127.0.0.1:3978: address already in use.", new AddressInUseException("in use"));

    [Test]
    public void What_the_last_sentence_says_is_left_out_and_what_was_canceled_because_of_it()
    {
        var words = new LastWords();
        Assert.That(words.Cover(Line(Host, new TaskCanceledException())), Is.False, "nobody knows why");
        Assert.That(words.Cover(Line("Microsoft.AspNetCore.Server.Kestrel", Taken)), Is.True);
        Assert.That(words.Cover(Line(Host, Taken)), Is.True);
        Assert.That(words.Cover(Line(Host, new TaskCanceledException())), Is.True);
        Assert.That(words.Cover(Line(Host, new StoreUnavailableException("It is locked."))), Is.True);
    }

    [Test]
    public void Other_faults_and_other_voices_are_not()
    {
        var words = new LastWords();
        words.Cover(Line(Host, Taken));
        Assert.That(words.Cover(Line(Host, new InvalidOperationException())), Is.False);
        Assert.That(words.Cover(Line(Host, null)), Is.False);
        Assert.That(words.Cover(Line("JitBot.Engine.EngineLoop", new TaskCanceledException())), Is.False);
    }

    [Test]
    public void What_a_request_ran_into_is_said()
    {
        var words = new LastWords();
        Assert.That(words.Cover(Line("Microsoft.AspNetCore.Server.Kestrel", new StoreUnavailableException("It is locked."))), Is.False);
        Assert.That(words.Cover(Line(Host, new TaskCanceledException())), Is.False, "nothing was said that explains it");
    }

    private static LogEvent Line(string source, Exception? fault) => new(
        DateTimeOffset.UnixEpoch, LogEventLevel.Error, fault, new MessageTemplate([new TextToken("a line")]), [new LogEventProperty("SourceContext", new ScalarValue(source))]);
}
