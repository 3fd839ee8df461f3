namespace Scrm.Core.Forecast;

/// <summary>The model that makes the given histories most likely, and the logarithm of that likelihood.</summary>
public sealed record BgNbdFit(BgNbd Model, double LogLikelihood)
{
    private const int MostRounds = 600;

    /// <summary>Beyond this a parameter no longer changes what the model says, only the arithmetic.</summary>
    private const double Farthest = 14;

    /// <summary>Maximum likelihood over the logarithms of the four parameters. Needs at least one history; times may stand in any one unit.</summary>
    public static BgNbdFit Of(IReadOnlyCollection<BuyingHistory> histories)
    {
        var seen = histories.GroupBy(h => h).Select(g => (History: g.Key, Count: g.Count()))
            .OrderBy(s => s.History.Repeats).ThenBy(s => s.History.LastAfter).ThenBy(s => s.History.Age).ToArray();
        var repeats = seen.GroupBy(s => s.History.Repeats).Select(g => (Repeats: g.Key, Count: g.Sum(s => s.Count))).ToArray();
        // Ages of about one keep the four logarithms of the same size.
        var unit = Math.Max(seen.Max(s => s.History.Age), 1e-9);
        var scaled = Array.ConvertAll(seen, s => (History: s.History with { LastAfter = s.History.LastAfter / unit, Age = s.History.Age / unit }, s.Count));

        double Unlikely(double[] logs)
        {
            if (logs.Any(l => Math.Abs(l) > Farthest)) return double.MaxValue;
            var model = At(logs, 1);
            var sum = 0.0;
            foreach (var (x, count) in repeats) sum += count * model.OfRepeats(x);
            foreach (var (history, count) in scaled) sum += count * model.OfTimes(history);
            return double.IsNaN(sum) ? double.MaxValue : -sum;
        }

        var best = NelderMead.Minimum(Unlikely, [Math.Log(0.5), Math.Log(0.2), 0, Math.Log(2)], 0.5, MostRounds);
        var fitted = At(best.At, unit);
        return new(fitted, histories.Count == 0 ? 0 : seen.Sum(s => s.Count * fitted.LogLikelihood(s.History)));
    }

    private static BgNbd At(double[] logs, double unit) => new(Math.Exp(logs[0]), Math.Exp(logs[1]) * unit, Math.Exp(logs[2]), Math.Exp(logs[3]));
}
