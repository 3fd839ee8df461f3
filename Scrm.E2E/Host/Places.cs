using System.Net;
using System.Net.Sockets;

namespace Scrm.E2E.Host;

/// <summary>Where things stand: the built product, the browser, and the folder of what a failure leaves behind.</summary>
internal static class Places
{
    private static readonly string Root = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static readonly string Built = Path.Combine(Root, "Scrm.Web", "bin",
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug", "net10.0");

    public static string Program => Path.Combine(Built, "Scrm.Web.dll");

    public static string Chromium => Environment.GetEnvironmentVariable("SCRM_TEST_CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    public static string? PostgresServer => Environment.GetEnvironmentVariable("SCRM_TEST_POSTGRES") is { Length: > 0 } server ? server : null;

    public static string Artifacts => Directory.CreateDirectory(Path.Combine(Root, "artifacts")).FullName;

    public static string Artifact(string name) => Path.Combine(Artifacts, string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')));

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Find(DirectoryInfo? folder)
    {
        for (; folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Scrm.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("Scrm.sln stands in no folder above the journeys.");
    }
}
