using Azure.Core;
using JitBot.Core;
using JitBot.Core.Holdings;
using JitBot.Core.Time;
using JitBot.Providers.Entra;
using JitBot.Sandbox.LookAlikes;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace JitBot.Rooms.Tests.Entra;

/// <summary>What stands on the wire, and what never does.</summary>
[TestFixture]
public sealed class EntraWireTests
{
    private const string Attempt = "0d6a2f0e-7f1b-4c55-9d5e-2f9f0a6f4b11";

    private EntraWorld _world = null!;
    private string _group = "";
    private string _person = "";
    private HoldingKey _key = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _world = await EntraWorld.StartAsync();
        _group = _world.AddGroup("Production database");
        _person = _world.AddPerson("robin@example.com");
        _key = _world.Holding(_group, _person);
    }

    [TearDown]
    public async Task StopAsync() => await _world.DisposeAsync();

    [Test]
    public async Task A_removal_names_the_reference_and_the_user_lives_on()
    {
        _world.Memberships.Add(_group, _person, "JitBot");
        await _world.Provider.RemoveAsync(_key, Attempt, default);
        Assert.That(_world.Requests, Is.EqualTo(new[] { $"DELETE /v1.0/groups/{_group}/members/{_person}/$ref" }));
        Assert.That(_world.Graph.Directory.Person(_person), Is.Not.Null);
    }

    [Test]
    public void The_one_path_of_a_membership_ends_in_its_reference()
    {
        Assert.That(GraphApi.MembershipPath(Guid.Parse(_group), Guid.Parse(_person)), Does.EndWith("/$ref"));
    }

    [TestCase("groups/{0}/members/{1}")]
    [TestCase("groups/{0}/members/{1}/")]
    [TestCase("users/{1}")]
    [TestCase("groups/{0}")]
    [TestCase("groups/{0}/members/{1}?x=/$ref")]
    [TestCase("groups/{0}/owners/{1}/$ref")]
    public void No_other_DELETE_gets_past_the_guard(string path)
    {
        var pipeline = GraphPipeline.Build(_world.Graph.BaseUrl, new GivenToken(EntraWorld.Token), new DateWitness());
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Delete;
        message.Request.Uri.Reset(new Uri(_world.Graph.BaseUrl, string.Format(null, path, _group, _person)));
        Assert.That(async () => await pipeline.SendAsync(message, default),
            Throws.InvalidOperationException.With.Message.Contains("delete the object"));
        Assert.That(_world.Requests, Is.Empty);
        Assert.That(_world.Graph.Directory.Person(_person), Is.Not.Null);
    }

    [Test]
    public async Task The_look_alike_has_the_teeth_the_guard_is_there_for()
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", EntraWorld.Token);
        await http.DeleteAsync(new Uri(_world.Graph.BaseUrl, $"groups/{_group}/members/{_person}"));
        Assert.That(_world.Graph.Directory.Person(_person), Is.Null);
    }

    [Test]
    public async Task The_attempt_goes_along_and_removals_ask_to_go_first()
    {
        var seen = new List<(string Attempt, string Priority)>();
        _world.Graph.Received += request =>
            seen.Add((request.Headers["client-request-id"].ToString(), request.Headers["x-ms-throttle-priority"].ToString()));
        await _world.Provider.AddAsync(_key, "add-1", default);
        await _world.Provider.RemoveAsync(_key, "remove-1", default);
        Assert.That(seen, Is.EqualTo(new[] { ("add-1", ""), ("remove-1", "High") }));
    }

    [Test]
    public async Task An_attempt_that_is_no_header_is_left_out()
    {
        var seen = new List<bool>();
        _world.Graph.Received += request => seen.Add(request.Headers.ContainsKey("client-request-id"));
        await _world.Provider.AddAsync(_key, "a\r\nHost: elsewhere", default);
        Assert.That(seen, Is.EqualTo(new[] { false }));
    }

    [Test]
    public async Task The_token_is_asked_for_the_host_of_Graph_and_the_reference_names_it()
    {
        var token = new GivenToken(EntraWorld.Token);
        await using var world = await EntraWorld.StartAsync(token);
        var key = world.Holding(world.AddGroup("Group"), world.AddPerson("robin@example.com"));

        // The look-alike refuses a reference to another host than its own, as each national cloud does.
        Assert.That(await world.Provider.AddAsync(key, Attempt, default), Is.TypeOf<ProviderAnswer.Added>());
        Assert.That(token.Scopes, Is.EqualTo(new[] { $"http://127.0.0.1:{world.Graph.BaseUrl.Port}/.default" }));
    }

    [TestCase("https://graph.microsoft.us/v1.0/", "https://graph.microsoft.us/.default")]
    [TestCase("https://microsoftgraph.chinacloudapi.cn/v1.0/", "https://microsoftgraph.chinacloudapi.cn/.default")]
    public void Each_national_cloud_has_its_own_scope(string graph, string scope)
    {
        var token = new GivenToken("t") { Refuses = true };
        var pipeline = GraphPipeline.Build(new Uri(graph), token, new DateWitness());
        using var message = pipeline.CreateMessage();
        message.Request.Uri.Reset(new Uri(graph));
        Assert.That(async () => await pipeline.SendAsync(message, default), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(token.Scopes, Is.All.EqualTo(scope).And.Not.Empty);
    }

    [Test]
    public async Task Every_answer_s_time_is_witnessed_good_or_bad()
    {
        var seen = new List<(string, DateTimeOffset)>();
        _world.Witness.Seen += (source, date) => seen.Add((source, date));
        await _world.Provider.AddAsync(_key, Attempt, default);
        _world.Clock.Advance(TimeSpan.FromHours(1));
        _world.Faults.Next(new DirectoryFault.Fails(StatusCodes.Status500InternalServerError));
        await _world.Provider.RemoveAsync(_key, Attempt, default);
        var now = _world.Clock.GetUtcNow();
        Assert.That(seen, Is.EqualTo(new[] { ("Entra", now - TimeSpan.FromHours(1)), ("Entra", now) }));
    }

    [Test]
    public async Task A_token_that_does_not_come_in_time_means_that_nothing_was_done()
    {
        var asked = new TaskCompletionSource();
        await using var world = await EntraWorld.StartAsync(new GivenToken("t") { Waits = asked });
        var key = world.Holding(world.AddGroup("Group"), world.AddPerson("robin@example.com"));
        var call = world.Provider.AddAsync(key, Attempt, default);
        await asked.Task;
        world.Clock.Advance(IAccessProvider.CallBudget);
        Assert.That(await call, Is.TypeOf<ProviderAnswer.NotDone>());
        Assert.That(world.Requests, Is.Empty);
    }

    [Test]
    public async Task A_token_that_Graph_does_not_take_means_that_nothing_was_done()
    {
        await using var world = await EntraWorld.StartAsync(new GivenToken("another token"));
        var key = world.Holding(world.AddGroup("Group"), world.AddPerson("robin@example.com"));
        Assert.That(await world.Provider.AddAsync(key, Attempt, default), Is.TypeOf<ProviderAnswer.NotDone>());
        Assert.That(world.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Accounts_on_a_further_page_are_read_too()
    {
        _world.Graph.PageSize = 1;
        _world.AddPerson("robin@example.com");
        var answer = await _world.Provider.FindSubjectAsync("robin@example.com", default) as SubjectAnswer.NotFound;
        Assert.That(answer?.Why, Does.Contain("several"));
        Assert.That(_world.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_further_page_on_another_host_is_not_fetched()
    {
        using var call = new GraphCall(_world.Clock, default);
        Assert.That(await _world.Api.PageAsync("http://127.0.0.1:9/v1.0/users?$skiptoken=1", call), Is.TypeOf<GraphReply.Lost>());
        Assert.That(_world.Requests, Is.Empty);
    }

    [Test]
    public async Task A_profile_that_does_not_fit_the_question_is_nobody()
    {
        _world.Graph.IgnoresFilters = true;
        Assert.That(await _world.Provider.FindSubjectAsync("sam@example.com", default), Is.TypeOf<SubjectAnswer.NotFound>());
        Assert.That(await _world.Provider.FindSubjectAsync("robin@example.com", default), Is.EqualTo(new SubjectAnswer.Found(_person)));
    }
}
