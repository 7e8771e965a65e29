using JitBot.Endurance;

// Real processes under kill, pause and cut, and a checker that judges what the world saw of them.
return await EnduranceVerbs.RunAsync(args);
