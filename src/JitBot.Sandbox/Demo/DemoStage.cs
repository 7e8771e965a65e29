using JitBot.Sandbox.LookAlikes.Slack;
using JitBot.Sandbox.World;

namespace JitBot.Sandbox.Demo;

/// <summary>The stage on which the story is played: the world, the host, the clock, and what the audience is told.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    /// <summary>Everything asked for happens within moments; whatever takes longer has failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Far longer than a call between two processes of one machine.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    private const int LogLinesShown = 30;

    /// <summary>As many connections as one process keeps.</summary>
    private const int SocketsOfOneHost = 2;

    private readonly SandboxFolder _folder;
    private int _passed;
    private int _failed;
    private bool _isHostUp;

    private DemoStage(SandboxFolder folder)
    {
        _folder = folder;
        Clock = SharedClock.Open(Path.Combine(_folder.Path, "clock"));
    }

    public SharedClock Clock { get; }

    public SandboxWorld World { get; private set; } = null!;

    public HostProcess Host { get; private set; } = null!;

    public string Folder => _folder.Path;

    public static async Task<DemoStage> OpenAsync(bool inSocketMode, SandboxFolder? kept)
    {
        var stage = new DemoStage(kept ?? new SandboxFolder());
        var way = inSocketMode ? "over Socket Mode" : "over HTTP";
        Console.WriteLine($"The real host, the real adapters, look-alikes of Slack ({way}), Teams, Entra ID, Microsoft Graph, Okta, a schedule and a pager on loopback.\n");
        stage.World = await SandboxWorld.StartAsync(stage.Clock, inSocketMode, withTeams: true);
        stage.World.LetSignOut();
        return stage;
    }

    /// <summary>Plays one step; what goes wrong is said, and the host's log shown.</summary>
    public async Task<bool> PlayAsync(string name, Func<DemoStage, Task> play)
    {
        try
        {
            await play(this);
            Console.WriteLine($"  ✓ {name}");
            _passed++;
            return true;
        }
        catch (Exception e) when (e is DemoFailure or OperationCanceledException or InvalidOperationException or HttpRequestException)
        {
            Console.WriteLine($"  ✗ {name}\n    {e.Message}");
            await ShowLogAsync();
            _failed++;
            return false;
        }
    }

    /// <summary>Says how it went; the exit code.</summary>
    public int Close(int steps)
    {
        _failed += steps - _passed - _failed; // steps that could not be played
        Console.WriteLine($"\ndemo: {_passed} steps passed, {_failed} failed");
        return _failed == 0 ? 0 : 1;
    }

    public async Task StartHostAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        Host = await HostProcess.StartAsync(PlanFor(Folder), patience.Token);
        if (World.Slack.IsSocketMode)
            await HearAsync(patience.Token);
        else
            World.Slack.Connect(Host.Url);
        World.Teams.Teams.Connect(Host.Url);
        _isHostUp = true;
    }

    /// <summary>Waits until the host is connected and knows it.</summary>
    private async Task HearAsync(CancellationToken patience)
    {
        await World.Slack.Sockets.WaitForAsync(SocketsOfOneHost, patience);
        using var http = new HttpClient { BaseAddress = Host.Url };
        while (!(await http.GetAsync(new Uri("health/ready", UriKind.Relative), patience)).IsSuccessStatusCode)
            await Task.Delay(Settling, TimeProvider.System, patience);
    }

    public async Task KillHostAsync()
    {
        _isHostUp = false;
        await Host.KillAsync();
        await Host.DisposeAsync();
    }

    public async Task<(int Code, string Output)> RunVerbAsync(string folder, params string[] verb)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await HostProcess.RunVerbAsync(PlanFor(folder), verb, patience.Token);
    }

    public SlackGestures As(string handle) => World.Slack.Person(handle);

    public static void Say(string words) => Console.WriteLine($"      {words}");

    /// <summary>
    /// Winds the clock when answers under way have arrived: one that was given before and heard after would tell the host a time long past,
    /// and it would rightly doubt its clock.
    /// </summary>
    public async Task WindAsync(TimeSpan by)
    {
        await Task.Delay(Settling, TimeProvider.System);
        Clock.Wind(by);
        Say($"(the clock is wound forward by {Core.Chat.Spans.InWords(by)})");
    }

    /// <summary>Waits until it holds; looked at after each change of the chat or a directory, and each call to Graph.</summary>
    public async Task SeeAsync(string what, Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        var changed = new SemaphoreSlim(0);
        void Note() => changed.Release();
        World.Slack.Workspace.Changed += Note;
        World.Teams.Teams.Organisation.Changed += Note;
        World.Graph.Directory.Memberships.Changed += NoteChange;
        World.Okta.Directory.Memberships.Changed += NoteChange;
        World.Graph.Received += NoteCall;
        World.Pager.Changed += Note;
        World.Graph.Sessions.Changed += Note;
        void NoteCall(HttpRequest request) => Note();
        void NoteChange(LookAlikes.MembershipChange change) => Note();
        try
        {
            while (!holds())
                await changed.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new DemoFailure($"not seen within {Patience.TotalSeconds} seconds: {what}");
        }
        finally
        {
            World.Slack.Workspace.Changed -= Note;
            World.Teams.Teams.Organisation.Changed -= Note;
            World.Graph.Directory.Memberships.Changed -= NoteChange;
            World.Okta.Directory.Memberships.Changed -= NoteChange;
            World.Graph.Received -= NoteCall;
            World.Pager.Changed -= Note;
            World.Graph.Sessions.Changed -= Note;
        }
    }

    /// <summary>Must hold now.</summary>
    public static void Check(string what, bool holds)
    {
        if (!holds)
            throw new DemoFailure($"is not so: {what}");
    }

    /// <summary>The card on which these words stand, as soon as it is there.</summary>
    public async Task<SlackMessage> CardAsync(string words)
    {
        await SeeAsync($"a card saying '{words}'", () => World.FindCard(words) is not null);
        return World.FindCard(words)!;
    }

    /// <summary>Waits until the card itself says something.</summary>
    public Task SeeOnCardAsync(string card, string words) =>
        SeeAsync($"'{words}' on the card", () => World.FindCard(card)?.Words.Contains(words, StringComparison.Ordinal) == true);

    /// <summary>Waits until a card's thread says something.</summary>
    public async Task SeeInThreadAsync(SlackMessage card, string words)
    {
        try
        {
            await SeeAsync($"'{words}' in the thread", () => World.Thread(card).Contains(words, StringComparison.Ordinal));
        }
        catch (DemoFailure failure)
        {
            throw new DemoFailure($"{failure.Message}; it says:\n{World.Thread(card)}");
        }
    }

    /// <summary>Waits until a person is told something that nobody else sees.</summary>
    public Task SeeToldAsync(string handle, string words) => SeeAsync(
        $"{handle} told '{words}'",
        () => As(handle).Ephemerals.Concat(As(handle).DirectMessages).Any(message => message.Words.Contains(words, StringComparison.Ordinal)));

    public async ValueTask DisposeAsync()
    {
        if (_isHostUp)
            await Host.DisposeAsync();
        await World.DisposeAsync();
        Clock.Dispose();
        _folder.Dispose();
    }

    private HostPlan PlanFor(string folder) => new(World, folder) { Settings = StorySettings.For(World, folder) };

    private async Task ShowLogAsync()
    {
        var log = Path.Combine(Folder, "host.log");
        if (File.Exists(log))
        {
            var lines = (await File.ReadAllLinesAsync(log)).Where(line => !line.StartsWith("   at ", StringComparison.Ordinal)).TakeLast(LogLinesShown);
            Console.WriteLine($"    The end of the host's log:\n      {string.Join("\n      ", lines)}");
        }

        foreach (var complaint in World.Slack.Workspace.Complaints)
            Console.WriteLine($"    Slack complained: {complaint}");
        foreach (var complaint in World.Teams.Teams.Organisation.Complaints)
            Console.WriteLine($"    Teams complained: {complaint}");
    }
}

/// <summary>Something was not as the story has it.</summary>
internal sealed class DemoFailure(string message) : Exception(message);
