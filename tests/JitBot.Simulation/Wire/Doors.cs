using JitBot.Simulation.Running;

namespace JitBot.Simulation.Wire;

/// <summary>The services of a world as real clients see them.</summary>
internal sealed record Doors(GraphDoor Graph, OktaDoor Okta, SlackDoor Slack, TeamsDoor Teams)
{
    public static Doors Of(SimWorld world) =>
        new(new GraphDoor(world, world.Directories[0]), new OktaDoor(world, world.Directories[1]), new SlackDoor(world), new TeamsDoor(world));
}
