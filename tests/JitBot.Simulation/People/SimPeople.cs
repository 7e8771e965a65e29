using System.Globalization;
using JitBot.Core.Access;
using JitBot.Core.Chat;
using JitBot.Engine;
using JitBot.Simulation.Chat;
using JitBot.Simulation.Faults;
using JitBot.Simulation.Running;
using JitBot.Simulation.Wire;

namespace JitBot.Simulation.People;

/// <summary>The people of a world: they ask, decide what they see, change their minds, and remember what they did.</summary>
internal sealed class SimPeople
{
    private static readonly TimeSpan[] Lengths =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];

    /// <summary>Each one's own, so that what was asked can be told from what else was.</summary>
    private const string Because = "because the incident needs it, ";

    private readonly SimWorld _world;
    private readonly List<Gesture> _gestures = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public SimPeople(SimWorld world)
    {
        _world = world;
        world.Messages.Changed += See;
    }

    /// <summary>Riley has a second account with another address, and so has Morgan, of which no directory knows; Gus is a guest.</summary>
    public IReadOnlyList<SimPerson> All { get; } =
    [
        new("riley", "s-riley"), new("morgan", "s-morgan"), new("sam", "s-sam"), new("avery", "s-avery"),
        new("blake", "s-blake"), new("riley.alt", "s-riley"), new("gus", "s-gus", Refusal.Guest), new("toni", null),
        new("morgan.alt", null),
    ];

    public IReadOnlyList<Gesture> Gestures => _gestures;

    public SimPerson Named(string name) => All.Single(person => person.Name == name);

    /// <summary>Whose account this is.</summary>
    public SimPerson Behind(string account) => All.Single(person => person.Account == account);

    /// <summary>Accounts of the directories that were disabled there.</summary>
    public HashSet<string> Disabled { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the account in the chat, or the one in the directories, is out of use.</summary>
    public bool IsGone(SimPerson person) => person.IsDeactivated || (person.Subject is { } subject && Disabled.Contains(subject));

    /// <summary>Somebody leaves: mostly the chat, now and then the directories.</summary>
    public void LoseSomebody()
    {
        var leaver = _world.Dice.Of(All);
        if (_world.Dice.Hits(0.3) && leaver.Subject is { } subject)
            Disabled.Add(subject);
        else
            Deactivate(leaver, isTold: _world.Dice.Hits(0.5));
        _world.Trace.Add(_world.Now, "admin", $"deactivates {leaver.Name}");
    }

    /// <summary>Somebody's account in the chat is deactivated, and the chat says so or not; what it said, if it did.</summary>
    public Gesture? Deactivate(SimPerson leaver, bool isTold)
    {
        leaver.IsDeactivated = true;
        return isTold ? Do(new Gesture(_gestures.Count, leaver, GestureVerb.Leave, _world.Now)) : null;
    }

    public string? SubjectOf(string email) => All.FirstOrDefault(person => person.Email == email)?.Subject;

    public Gesture Gesture(string payload) => _gestures[int.Parse(payload, CultureInfo.InvariantCulture)];

    /// <summary>So many requests over so long a time.</summary>
    public void Plan(int requests, TimeSpan over)
    {
        for (var i = 0; i < requests; i++)
            _world.At(_world.Now + (over * _world.Dice.Fraction()), "somebody asks", AskSomething);
        for (var i = _world.Dice.Below(4); i > 0; i--)
            _world.At(_world.Now + (over * _world.Dice.Fraction()), "somebody breaks glass", BreakSomeGlass);
        for (var i = _world.Dice.Below(4); i > 0; i--)
            _world.At(_world.Now + (over * _world.Dice.Fraction()), "somebody asks for somebody else", () => AskForSomebody(Asker()));
        if (_world.Dice.Hits(0.1))
            AskForTeam(_world.Now + (over * _world.Dice.Fraction()));
        foreach (var person in All.Where(_ => _world.Dice.Hits(0.5)))
            _world.At(_world.Now + (over * _world.Dice.Fraction()), "somebody opens their home", () => OpenHome(person));
        if (_world.Dice.Hits(0.3))
            _world.At(_world.Now + (over * _world.Dice.Fraction() * 0.8), "an operator freezes granting", FreezeForAWhile);
        foreach (var name in new[] { "morgan", "morgan", "morgan", "riley", "riley" }.Where(_ => _world.Dice.Hits(0.5)))
            _world.At(_world.Now + (over * _world.Dice.Fraction() * 0.5), "somebody wants to link accounts", () => Link(Named(name), ""));
    }

    /// <summary>An operator freezes granting, now and then somebody who may not; later both let it go on, or only one of them for a while.</summary>
    private void FreezeForAWhile()
    {
        var who = _world.Dice.Hits(0.8) ? Named(_world.Dice.Of(SimCatalogue.Operators)) : _world.Dice.Of(All);
        Freeze(who, GestureVerb.Freeze);
        Soon(TimeSpan.FromHours(8), () => Freeze(_world.Dice.Of(All), GestureVerb.Unfreeze));
        Soon(TimeSpan.FromHours(12), Thaw);
    }

    /// <summary>Both operators say within minutes that granting goes on.</summary>
    private void Thaw()
    {
        foreach (var name in SimCatalogue.Operators)
            Soon(TimeSpan.FromMinutes(10), () => Freeze(Named(name), GestureVerb.Unfreeze));
    }

    public void ThawIf(bool isFrozen)
    {
        if (isFrozen)
            Thaw();
    }

    public Gesture Freeze(SimPerson who, GestureVerb verb) => Do(new Gesture(_gestures.Count, who, verb, _world.Now) { Reason = verb == GestureVerb.Freeze ? "something is wrong" : null });

    /// <summary>Asks for something, as Riley, Morgan, Sam, Avery, Gus or Toni.</summary>
    public void AskSomething()
    {
        var who = All[_world.Dice.Below(10) switch { < 4 => 0, < 6 => 1, < 7 => 2, 7 => 3, 8 => 6, _ => 7 }];
        var what = _world.Dice.Of(SimCatalogue.EntitlementIds);
        Ask(who, what, _world.Dice.Of(Lengths));
        if (_world.Dice.Hits(0.1))
            Ask(_world.Dice.Hits(0.5) ? who : Twin(who), what, _world.Dice.Of(Lengths)); // impatient, or on two devices at once
    }

    /// <summary>Mostly somebody who decides on such things asks for somebody else.</summary>
    private SimPerson Asker() => _world.Dice.Hits(0.8) ? All[_world.Dice.Of([1, 3, 4, 5])] : _world.Dice.Of(All);

    /// <summary>One hand asks for everybody within hours, more often than one may.</summary>
    private void AskForTeam(DateTimeOffset from)
    {
        var who = Asker();
        for (var i = 0; i < 4 * SimCatalogue.MostADay; i++)
            _world.At(from + (TimeSpan.FromHours(12) * _world.Dice.Fraction()), "somebody asks for a team", () => AskForSomebody(who));
    }

    /// <summary>For somebody else, who may be a guest, a stranger, or the same human being.</summary>
    private void AskForSomebody(SimPerson who)
    {
        Do(new Gesture(_gestures.Count, who, GestureVerb.Ask, _world.Now)
        {
            Form = new AskForm(_world.Dice.Of(SimCatalogue.EntitlementIds), _world.Dice.Of(Lengths), $"{Because}{_gestures.Count}"),
            Whom = _world.Dice.Of(All),
        });
    }

    /// <summary>Mostly whoever is on call breaks glass, and now and then somebody who is not.</summary>
    private void BreakSomeGlass()
    {
        var who = _world.Dice.Hits(0.8) ? All[_world.Dice.Of([0, 1, 3])] : _world.Dice.Of(All);
        Do(new Gesture(_gestures.Count, who, GestureVerb.BreakGlass, _world.Now) { Form = new AskForm(_world.Dice.Of(SimCatalogue.EntitlementIds), default, $"{Because}{_gestures.Count}") });
    }

    /// <summary>Some of those who may look at an emergency, and some who may not, some in time and some too late.</summary>
    private void ReviewSometime(SimMessage card)
    {
        for (var i = 1 + _world.Dice.Below(3); i > 0; i--)
            Soon(TimeSpan.FromHours(40), () => About(GestureVerb.Review, _world.Dice.Below(8) switch { < 3 => All[3], < 6 => All[4], 6 => All[2], _ => _world.Dice.Of(All) }, card));
    }

    /// <summary>Whoever asked cannot wait for an answer, or somebody else presses their button.</summary>
    private void Escalate(SimMessage notice) =>
        About(GestureVerb.Escalate, _world.Dice.Hits(0.9) ? All.FirstOrDefault(person => person.Has(notice.Where)) ?? All[0] : _world.Dice.Of(All), notice);

    private void About(GestureVerb verb, SimPerson who, SimMessage message) =>
        Do(new Gesture(_gestures.Count, who, verb, _world.Now) { Request = message.Request, Handle = message.Handle, Version = message.Version, Reason = "as it was then" });

    /// <summary>The other account of somebody who has two.</summary>
    private SimPerson Twin(SimPerson who) => All.FirstOrDefault(person => person.Name == $"{who.Name}.alt") ?? who;

    public Gesture Ask(SimPerson who, string entitlement, TimeSpan length, string? platform = null) => Do(new Gesture(_gestures.Count, who, GestureVerb.Ask, _world.Now)
    {
        Form = new AskForm(entitlement, length, $"{Because}{_gestures.Count}"),
        Platform = platform ?? AnyChat(),
    });

    /// <summary>What somebody meant in Teams by something that was kept; null if they did no such thing.</summary>
    public Gesture? Meant(string account, GestureVerb? verb, string? touched, string? text) => _gestures.LastOrDefault(gesture =>
        gesture.Platform == TeamsDoor.Platform && gesture.Verb == verb && gesture.By.TeamsAccount == account
        && (verb == GestureVerb.Ask ? text?.EndsWith(gesture.Form!.Justification, StringComparison.Ordinal) == true : touched == (gesture.Handle ?? gesture.Message)));

    public Gesture OpenHome(SimPerson who) => Do(new Gesture(_gestures.Count, who, GestureVerb.OpenHome, _world.Now));

    public Gesture Link(SimPerson who, string typed) => Do(new Gesture(_gestures.Count, who, GestureVerb.Link, _world.Now) { Typed = typed, Platform = AnyChat() });

    /// <summary>A code was shown to somebody who has a second account: mostly they type it there in time, and now and then they part later.</summary>
    public void Read(SimPerson who, string code)
    {
        var (dice, other) = (_world.Dice, Named($"{who.Name}.alt"));
        _world.At(_world.Now + dice.Span(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(12)), "somebody types a code", () => Link(other, code));
        if (dice.Hits(0.2))
            _world.At(_world.Now + dice.Span(TimeSpan.FromMinutes(15), TimeSpan.FromDays(4)), "somebody parts", () => Link(dice.Hits(0.5) ? who : other, "remove"));
    }

    public Gesture Decide(SimPerson who, GestureVerb verb, SimMessage card, bool byReaction) => Do(new Gesture(_gestures.Count, who, verb, _world.Now)
    {
        Request = card.Request,
        Handle = byReaction ? null : card.Handle,
        Message = byReaction || card.Platform == TeamsDoor.Platform ? card.Id : null,
        Platform = card.Platform,
        Version = card.Version,
        Reason = verb is GestureVerb.Deny or GestureVerb.Revoke ? "not today" : ApprovesAtWill(verb, byReaction) && _world.Dice.Hits(0.5) ? "as agreed" : null,
        AtMost = ApprovesAtWill(verb, byReaction) && _world.Dice.Hits(0.2) ? _world.Dice.Of(Lengths) : null,
    });

    /// <summary>The real rooms have no form for a yes yet; a reaction says nothing but yes.</summary>
    private bool ApprovesAtWill(GestureVerb verb, bool byReaction) => verb == GestureVerb.Approve && !byReaction && !_world.HasRealClients && !_world.IsScripted;

    /// <summary>The platform has said that it did not work: whoever asked asks again, later, a few times.</summary>
    public void TryAgain(Gesture gesture)
    {
        if (gesture is { Verb: GestureVerb.Ask, Tries: < 4 })
            _world.At(_world.Now + _world.Dice.Span(TimeSpan.FromMinutes(1), TimeSpan.FromHours(12)), "somebody tries again", () =>
                Do(new Gesture(_gestures.Count, gesture.By, GestureVerb.Ask, _world.Now)
                {
                    Form = gesture.Form! with { Justification = $"{Because}{_gestures.Count}" },
                    Whom = gesture.Whom,
                    Tries = gesture.Tries + 1,
                    Platform = gesture.Platform,
                }));
    }

    private Gesture Do(Gesture gesture)
    {
        _gestures.Add(gesture);
        _world.Trace.Add(_world.Now, gesture.By.Name, $"{gesture.Key} {gesture.Verb} {gesture.Request}");
        _world.Post.Send(gesture);
        return gesture;
    }

    /// <summary>A new card or notice makes people do things, after a while.</summary>
    private void See(SimMessage message)
    {
        if (_world.IsScripted || !_seen.Add($"{message.Id}{(message.Kind == "card" ? message.Phase : "")}{(message.IsExtension ? message.Version : "")}"))
            return;
        var dice = _world.Dice;
        if (message is { Kind: "card", AwaitsReview: true, Handle: not null, Phase: Phase.Active or Phase.Ended } && dice.Hits(0.6))
            ReviewSometime(message);
        if (message.AskAgain is { } line && dice.Hits(0.2))
            Soon(TimeSpan.FromHours(8), () => AskAgain(message.Where, line));
        if (message is { Kind: "Asked", Handle: not null } && dice.Hits(0.1))
            Soon(TimeSpan.FromHours(1), () => Escalate(message));
        if (message is { Kind: "card", Platform: TeamsDoor.Platform, Handle: not null } && dice.Hits(0.2))
            Soon(TimeSpan.FromHours(1), () => _world.Courier.SendIdle(dice.Of(All), message));
        if (message is { Kind: "card", Phase: Phase.Pending } or { Kind: "card", IsExtension: true })
        {
            for (var i = dice.Below(5); i > 0; i--)
                Soon(message.IsExtension ? TimeSpan.FromMinutes(8) : TimeSpan.FromHours(2), () => DecideSomehow(message)); // more time is soon too late
        }
        else if (message.Kind == "Granted" && dice.Hits(0.15))
        {
            Soon(TimeSpan.FromMinutes(2), () => AskForTheSameGroup(message)); // two grants on one membership, before reads have settled
        }
        else if (message is { Kind: "Granted", Handle: not null } && dice.Hits(0.12))
        {
            Soon(TimeSpan.FromMinutes(20), () => AskForMore(message)); // long before the end, so that it waits
        }
        else if (message.Kind.StartsWith("EndsSoon", StringComparison.Ordinal) && dice.Hits(0.5))
        {
            Soon(TimeSpan.FromMinutes(3), () => AskForMore(message));
        }
        else if (message is { Kind: "card", Phase: Phase.Granting or Phase.Active } && dice.Hits(0.15))
        {
            Soon(TimeSpan.FromHours(2), () => TakeAway(message));
        }
        else if (message.Handle is not null && dice.Hits(0.25))
        {
            Soon(TimeSpan.FromDays(1), () => GiveBack(message));
        }
        else if (message.Kind == "card" && dice.Hits(0.1))
        {
            Soon(TimeSpan.FromHours(2), () => DecideSomehow(message)); // too late, too often, or by mistake
        }
    }

    /// <summary>The form opens as it was, and whoever sends it has looked at it: what they say of why is a little different.</summary>
    private void AskAgain(string account, string line)
    {
        var asked = line.Split(' ', 3);
        Do(new Gesture(_gestures.Count, All.First(person => person.Has(account)), GestureVerb.Ask, _world.Now)
        {
            Form = new AskForm(asked[0], TimeSpan.ParseExact(asked[1], "c", CultureInfo.InvariantCulture), $"{asked[2]}; again {_gestures.Count}"),
            Platform = AnyChat(),
        });
    }

    private void AskForTheSameGroup(SimMessage notice)
    {
        var who = All.FirstOrDefault(person => person.Has(notice.Where)) ?? All[0];
        Ask(who, _world.Dice.Of(SimCatalogue.OnOneGroup), _world.Dice.Of(Lengths));
    }

    private void DecideSomehow(SimMessage card)
    {
        var dice = _world.Dice;
        var verb = dice.Below(12) switch { < 8 => GestureVerb.Approve, 8 => GestureVerb.Deny, 9 or 10 => GestureVerb.TakeBack, _ => GestureVerb.Withdraw };
        var who = dice.Below(11) switch { < 4 => All[3], < 7 => All[4], 7 => All[1], 8 => All[8], _ => dice.Of(All) };
        var byReaction = verb == GestureVerb.TakeBack || (verb != GestureVerb.Withdraw && dice.Hits(0.5) && MayReact(verb, card));
        Decide(who, verb, card, byReaction);
        if (card.Platform == TeamsDoor.Platform && verb == GestureVerb.Approve)
            GoOn(who, card, byReaction);
    }

    /// <summary>In Teams no reaction says no.</summary>
    private static bool MayReact(GestureVerb verb, SimMessage card) => verb == GestureVerb.Approve || card.Platform != TeamsDoor.Platform;

    /// <summary>Who has just said yes in Teams may say it at the same time on another device, or in the other way, or think better of it.</summary>
    private void GoOn(SimPerson who, SimMessage card, bool byReaction)
    {
        switch (_world.Dice.Below(12))
        {
            case 0:
                Decide(who, GestureVerb.Approve, card, byReaction);
                break;
            case 1:
                Decide(who, GestureVerb.Approve, card, !byReaction);
                break;
            case 2 or 3:
                Soon(TimeSpan.FromSeconds(40), () => Decide(who, GestureVerb.TakeBack, card, byReaction: true));
                break;
        }
    }

    private void AskForMore(SimMessage notice)
    {
        var who = _world.Dice.Hits(0.9) ? All.FirstOrDefault(person => person.Has(notice.Where)) ?? All[0] : _world.Dice.Of(All);
        Do(new Gesture(_gestures.Count, who, GestureVerb.Extend, _world.Now)
        {
            Request = notice.Request,
            Handle = notice.Handle,
            Message = notice.Platform == TeamsDoor.Platform ? notice.Id : null,
            Platform = notice.Platform,
            Version = notice.Version,
            More = notice.Platform == TeamsDoor.Platform || _world.Dice.Hits(0.5) ? null : _world.Dice.Of(Lengths),
        });
    }

    /// <summary>An approver, an operator, or somebody who may not.</summary>
    private void TakeAway(SimMessage card)
    {
        var who = _world.Dice.Below(5) switch { 0 => All[3], 1 => All[4], 2 => Named(SimCatalogue.Operators[0]), _ => _world.Dice.Of(All) };
        Decide(who, GestureVerb.Revoke, card, byReaction: false);
    }

    private void GiveBack(SimMessage notice)
    {
        var dice = _world.Dice;
        var who = dice.Hits(0.9) ? All.FirstOrDefault(person => person.Has(notice.Where)) ?? All[0] : dice.Of(All);
        var verb = notice.Kind == "Granted" || dice.Hits(0.5) ? GestureVerb.Return : GestureVerb.Withdraw;
        Do(new Gesture(_gestures.Count, who, verb, _world.Now)
        {
            Request = notice.Request,
            Handle = notice.Handle,
            Message = notice.Platform == TeamsDoor.Platform ? notice.Id : null,
            Platform = notice.Platform,
            Version = notice.Version,
        });
    }

    private string AnyChat() => _world is { HasTeams: true, IsScripted: false } && _world.Dice.Hits(0.5) ? TeamsDoor.Platform : SimChat.PlatformName;

    private void Soon(TimeSpan most, Action act) =>
        _world.At(_world.Now + _world.Dice.Span(TimeSpan.FromSeconds(1), most), "somebody reacts", act);
}
