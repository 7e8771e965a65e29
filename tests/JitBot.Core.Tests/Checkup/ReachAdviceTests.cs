using JitBot.Core.Checkup;

namespace JitBot.Core.Tests.Checkup;

/// <summary>What is said of a door that does not answer.</summary>
[TestFixture]
public class ReachAdviceTests
{
    private static readonly Uri Far = new("https://graph.example.com/v1.0/");
    private static readonly Uri Near = new("http://127.0.0.1:4100/api/");

    [Test]
    public void Elsewhere_it_is_the_network_and_on_this_machine_whoever_should_listen()
    {
        Assert.That(ReachAdvice.For("correct X:Y", Far), Is.EqualTo("let this machine reach graph.example.com over https, or correct X:Y"));
        Assert.That(ReachAdvice.For("correct X:Y", Near), Is.EqualTo("start what should answer at http://127.0.0.1:4100, or correct X:Y"));
        Assert.That(ReachAdvice.For("correct X:Y", Far, Near), Is.EqualTo("let this machine reach graph.example.com over https, start what should answer at http://127.0.0.1:4100, or correct X:Y"));
    }
}
