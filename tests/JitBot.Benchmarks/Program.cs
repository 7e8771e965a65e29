using JitBot.Benchmarks;

// What JitBot's work costs on this machine, beside the limit of the machine, in one run.
return BenchmarkVerbs.Run(args);
