using JitBot.Simulation.Commands;

// The simulator's command line; without arguments it says what there is.
return Command.Run(args);
