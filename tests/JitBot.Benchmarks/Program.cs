using JitBot.Benchmarks;
using JitBot.Benchmarks.Http;

// What JitBot's work costs on this machine, beside the limit of the machine, in one run.
return args switch
{
    [BareKestrel.Verb, var url] => BareKestrel.Run(url),
    [LoadGenerator.Verb, var plan] => LoadGenerator.Run(plan),
    _ => BenchmarkVerbs.Run(args),
};
