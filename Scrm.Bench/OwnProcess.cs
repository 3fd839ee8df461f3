using System.Diagnostics;
using System.Globalization;

namespace Scrm.Bench;

/// <summary>
/// Milliseconds of processor time of the timed part, all threads together: other programs on the machine do not change it as they change the
/// clock's. And the most memory the process ever had resident, in MiB.
/// </summary>
internal sealed record ProcessFigures(double Milliseconds, double PeakMiB);

/// <summary>Runs one part of a benchmark in a process of its own, so that its peak memory is its own too.</summary>
internal static class OwnProcess
{
    public static ProcessFigures Run(params string[] arguments)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("The program's own path is unknown.");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Scrm.Bench.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var said = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.TrimEntries);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The measuring process ended with {process.ExitCode}.");
        return new ProcessFigures(double.Parse(said[0], CultureInfo.InvariantCulture), double.Parse(said[1], CultureInfo.InvariantCulture));
    }

    /// <summary>What the measuring process calls: acts once to warm up, then so often, and prints the least: the run that others disturbed least.</summary>
    public static void Measure(Action warmUp, Action act, int runs)
    {
        warmUp();
        var times = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            var started = Spent();
            act();
            times.Add((Spent() - started).TotalMilliseconds);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times.Min()} {PeakMiB()}"));
    }

    private static TimeSpan Spent() => Environment.CpuUsage.TotalTime;

    private static double PeakMiB()
    {
        const string status = "/proc/self/status";
        if (!File.Exists(status)) return Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
        var line = File.ReadLines(status).First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
    }
}
