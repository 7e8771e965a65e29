using JitBot.Sandbox;

// The sandbox: look-alikes on loopback, the real host beside them, and a clock to wind forward.
return await SandboxVerbs.RunAsync(args);
