namespace JitBot.Simulation.Planted;

/// <summary>At the doors and in the stores: what the rooms' own tests must catch.</summary>
internal static partial class PlantedBugs
{
    private static Check Slack => new Check.Tests("JitBot.Rooms.Tests", "FullyQualifiedName~JitBot.Rooms.Tests.Slack.");
    private static Check Okta => new Check.Tests("JitBot.Rooms.Tests", "FullyQualifiedName~Okta");
    private static Check Entra => new Check.Tests("JitBot.Rooms.Tests", "FullyQualifiedName~Entra");
    private static Check Sqlite => new Check.Tests("JitBot.Rooms.Tests", "FullyQualifiedName~Sqlite");
    private static Check Postgres => new Check.Tests("JitBot.Rooms.Tests", "FullyQualifiedName~Postgres");
    private static Check Outage => new Check.Tests("JitBot.Host.Tests", "FullyQualifiedName~Outage");
    private static Check Audit => new Check.Tests("JitBot.Core.Tests", "FullyQualifiedName~Audit");

    private const string PostgresEffects = "src/JitBot.Storage.Postgres/PostgresStore.Effects.cs";

    private static PlantedBug[] Doors =>
    [
        new("drop all Slack retries", Outage, new Edit("src/JitBot.Chat.Slack/SlackEndpoints.cs",
            "http => http.Request.Headers.ContainsKey(\"X-Slack-Retry-Num\") ? Task.CompletedTask : ReceiveAsync(http, SlackRequest.OfEvent)", "http => ReceiveAsync(http, SlackRequest.OfEvent)")),
        new("acknowledge over a socket what was not kept", Slack, new Edit("src/JitBot.Chat.Slack/SlackSocketDesk.cs",
            "_notKept.Note(error);\n            return SlackSocketMessage.Acknowledge(envelope, SlackReply.Nothing);", "_notKept.Note(error);")),
        new("close the old socket before the new one stands", Slack, new Edit("src/JitBot.Chat.Slack/SlackSocketKeeper.cs",
            "await last.CloseAsync();\n            hurried = last.Age", "hurried = last.Age")),
        new("open a socket without TLS", Slack, new Edit("src/JitBot.Chat.Slack/SlackSocketAddress.cs", "var isSlack = true", "var isSlack = address.Scheme == Uri.UriSchemeWss")),
        new("skip the signature check", Slack, new Edit("src/JitBot.Chat.Slack/SlackSignature.cs", "var genuine = true;", "var genuine = false;")),
        new("accept requests of any age", Slack, new Edit("src/JitBot.Chat.Slack/SlackSignature.cs", "WindowSeconds = 300_000_000;", "WindowSeconds = 300;")),
        new("unescaped text fallback", Slack, new Edit("src/JitBot.Chat.Slack/SlackText.cs", "Escaped(string text, int most) => Line(text, most)\n        .Replace(\"&\", \"&\", StringComparison.Ordinal)\n        .Replace(\"<\", \"<\", StringComparison.Ordinal)", "Escaped(string text, int most) => Line(text, most)\n        .Replace(\"&\", \"&amp;\", StringComparison.Ordinal)\n        .Replace(\"<\", \"&lt;\", StringComparison.Ordinal)")),
        new("option value >150 chars", Slack, new Edit("src/JitBot.Chat.Slack/SlackForm.cs", "each.Id.Length <= 1_000)", "each.Id.Length <= SlackLimits.OptionValue)")),
        new("Okta 404 read as absent when the URL was wrong", Okta, new Edit("src/JitBot.Providers.Okta/OktaProvider.cs", "private static ProviderAnswer NotKnownEverywhere() => new ProviderAnswer.Absent();", "private static ProviderAnswer.NotDone NotKnownEverywhere() => new(\"Okta does not know the user or the group everywhere yet (404).\");")),
        new("Graph DELETE without /$ref", Entra, new Edit("src/JitBot.Providers.Entra/GraphApi.cs", "groups/{group:D}/members/{user:D}\";", "groups/{group:D}/members/{user:D}/$ref\";")),
        new("audit truncation undetected", Audit, new Edit("src/JitBot.Core/Audit/CheckpointLedger.cs", "claims.Key.Sequence < 0)", "claims.Key.Sequence > sizes.GetValueOrDefault(claims.Key.Chain))")),
        new("an edited line is not noticed", Audit, new Edit("src/JitBot.Core/Audit/AuditChain.cs", "bytes[..1].CopyTo(", "bytes.CopyTo(")),
        new("lease without CAS", Sqlite, new Edit("src/JitBot.Storage.Sqlite/SqliteStore.Effects.cs", "due_at <= $now AND $now > 0 AND parked_at", "due_at <= $now AND coalesce(lease_until, 0) <= $now AND parked_at")),
        new("append without version", Sqlite, new Edit("src/JitBot.Storage.Sqlite/SqliteStore.Log.cs", "if (version < batch.ExpectedVersion)", "if (version != batch.ExpectedVersion)")),
        new("believe a read that began before something was written", Sqlite, new Edit("src/JitBot.Storage.Sqlite/NewestVersions.cs", "if (_written >= writtenBefore)", "if (_written == writtenBefore)")),
        new("forget to note what was written", Sqlite, new Edit("src/JitBot.Storage.Sqlite/SqliteStore.Log.cs", "if (answer is AppendAnswer.Repeated)", "if (answer is AppendAnswer.Appended)")),
        new("begin to read while the writer commits", Sqlite, new Edit("src/JitBot.Storage.Sqlite/CommitGate.cs", "if (_lock.IsHeldByCurrentThread)", "if (_alone is null)")),
        new("completing loses what was asked for again", Sqlite, new Edit("src/JitBot.Storage.Sqlite/SqliteStore.Effects.cs", "WHERE id = $id AND $generation > 0 AND epoch = $epoch\",", "WHERE id = $id AND generation = $generation AND epoch = $epoch\",")),
        new("use local clock for lease", Postgres, new Edit(PostgresEffects,
            "due_at <= $2 AND parked_at IS NULL AND (lease_until IS NULL OR lease_until <= to_timestamp($2 / 1000.0))\n                    FOR UPDATE",
            "due_at <= $2 AND parked_at IS NULL AND (lease_until IS NULL OR lease_until <= clock_timestamp())\n                    FOR UPDATE")),
        new("whoever lost the lease may still complete, with replicas", Postgres, new Edit("src/JitBot.Storage.Postgres/SettleWork.cs", "WHERE id = $1 AND generation = $2 AND $3 > 0\"", "WHERE id = $1 AND generation = $2 AND epoch = $3\"")),
        new("whoever lost the lease may still postpone", Sqlite, new Edit("src/JitBot.Storage.Sqlite/SqliteStore.Effects.cs", "WHERE id = $id AND $epoch > 0\n            RETURNING", "WHERE id = $id AND epoch = $epoch\n            RETURNING")),
    ];
}
