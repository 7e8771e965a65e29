using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace JitBot.Host;

/// <summary>Why the program cannot listen where it was told to.</summary>
internal static class Listening
{
    /// <summary>
    /// The sentence and the exit code, or null if it is about something else. A taken address may become free by itself, so that a service manager
    /// should try again, for access must still end, and one that this machine does not have now may come, as of a network that is up later; one that it
    /// may not use will not change by itself.
    /// </summary>
    public static (string Why, int Code)? Fault(Exception fault, string? urls) => fault switch
    {
        IOException { InnerException: AddressInUseException } =>
            ($"{fault.Message} Stop the program that listens there, or give another address with --urls or ASPNETCORE_URLS.", Verbs.Bad),
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            ($"JitBot cannot listen at {urls}: {fault.Message}. Give an address of this machine with --urls or ASPNETCORE_URLS.", Verbs.Bad),
        SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressFamilyNotSupported } =>
            ($"JitBot cannot listen at {urls}: {fault.Message}. Give an address of this machine and a port from 1024 on with --urls or ASPNETCORE_URLS.", Verbs.WrongUse),
        _ => null,
    };
}
