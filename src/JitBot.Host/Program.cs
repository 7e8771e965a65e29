using JitBot.Host;

// The front door: a verb of the operator, or none, and then the program serves.
return await Verbs.RunAsync(args);
