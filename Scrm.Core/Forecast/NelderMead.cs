namespace Scrm.Core.Forecast;

/// <summary>The smallest value of a function of a few variables without derivatives (Nelder and Mead 1965). The same input gives the same answer.</summary>
internal static class NelderMead
{
    private const double Still = 1e-10;

    /// <summary>Searches from <paramref name="start"/> with steps of <paramref name="step"/>, and again from the answer until it stays.</summary>
    public static (double[] At, double Value) Minimum(Func<double[], double> of, double[] start, double step, int mostRounds)
    {
        var best = (At: start, Value: of(start));
        for (var again = 0; again < 6; again++)
        {
            var found = Once(of, best.At, step, mostRounds);
            var stays = best.Value - found.Value <= Still * Math.Abs(found.Value);
            if (found.Value < best.Value) best = found;
            if (stays) break;
            step /= 2;
        }
        return best;
    }

    private static (double[] At, double Value) Once(Func<double[], double> of, double[] start, double step, int mostRounds)
    {
        var simplex = Enumerable.Range(0, start.Length + 1).Select(i => Corner(of, Moved(start, i - 1, step))).ToArray();
        for (var round = 0; round < mostRounds; round++)
        {
            Array.Sort(simplex, (a, b) => a.Value.CompareTo(b.Value));
            var (best, worst) = (simplex[0], simplex[^1]);
            if (worst.Value - best.Value <= Still && Width(simplex) <= 1e-7) break;
            var middle = Middle(simplex);
            (double[] At, double Value) Along(double by) => Corner(of, [.. middle.Zip(worst.At, (m, w) => m + by * (m - w))]);
            var mirrored = Along(1);
            if (mirrored.Value < best.Value) simplex[^1] = Lower(Along(2), mirrored);
            else if (mirrored.Value < simplex[^2].Value) simplex[^1] = mirrored;
            else if (Along(mirrored.Value < worst.Value ? 0.5 : -0.5) is var nearer && nearer.Value < Math.Min(mirrored.Value, worst.Value)) simplex[^1] = nearer;
            else for (var i = 1; i < simplex.Length; i++) simplex[i] = Corner(of, [.. simplex[i].At.Zip(best.At, (x, b) => b + 0.5 * (x - b))]);
        }
        return simplex.MinBy(c => c.Value);
    }

    private static (double[] At, double Value) Corner(Func<double[], double> of, double[] at) => (at, of(at));

    private static (double[] At, double Value) Lower((double[] At, double Value) a, (double[] At, double Value) b) => a.Value < b.Value ? a : b;

    private static double[] Moved(double[] start, int axis, double step) => [.. start.Select((x, i) => i == axis ? x + step : x)];

    private static double[] Middle((double[] At, double Value)[] simplex) =>
        [.. Enumerable.Range(0, simplex[0].At.Length).Select(axis => simplex[..^1].Average(c => c.At[axis]))];

    private static double Width((double[] At, double Value)[] simplex) =>
        simplex.Max(c => c.At.Zip(simplex[0].At, (x, y) => Math.Abs(x - y)).Max());
}
