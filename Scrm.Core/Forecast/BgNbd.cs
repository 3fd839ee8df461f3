namespace Scrm.Core.Forecast;

/// <summary>
/// What the model needs of one customer's orders, in weeks: how often they bought again, how long after the first order the last one was,
/// and how long ago the first one is. Several orders of one day count as one.
/// </summary>
public readonly record struct BuyingHistory(int Repeats, double LastAfter, double Age)
{
    /// <summary>From the days of the orders (in any order, repeats allowed) up to and including a day; null where nothing was bought by then.</summary>
    public static BuyingHistory? Of(IEnumerable<DateOnly> orders, DateOnly until)
    {
        var days = orders.Where(d => d <= until).Distinct().Order().ToList();
        return days.Count == 0 ? null : new(days.Count - 1, Weeks(days[0], days[^1]), Weeks(days[0], until));
    }

    public static double Weeks(DateOnly from, DateOnly to) => (to.DayNumber - from.DayNumber) / 7.0;
}

/// <summary>
/// The BG/NBD model of repeat buying (Fader, Hardie and Lee 2005, Marketing Science 24, 275–284): customers buy at random at a rate of their own
/// (gamma with shape <paramref name="R"/> and <paramref name="Alpha"/> in weeks) and may leave for good after any order (beta with <paramref name="A"/>, <paramref name="B"/>).
/// </summary>
public sealed record BgNbd(double R, double Alpha, double A, double B)
{
    private const int MostTerms = 200_000;

    /// <summary>The logarithm of how likely such a history is.</summary>
    public double LogLikelihood(BuyingHistory h) => OfRepeats(h.Repeats) + OfTimes(h);

    /// <summary>The part that depends on the number of repeats alone, so that it is worked out once for each number.</summary>
    internal double OfRepeats(int x) =>
        LogGamma.Of(R + x) - LogGamma.Of(R) + R * Math.Log(Alpha) + LogGamma.Of(A + B) - LogGamma.Of(B) + LogGamma.Of(B + x) - LogGamma.Of(A + B + x);

    internal double OfTimes(BuyingHistory h)
    {
        var still = -(R + h.Repeats) * Math.Log(Alpha + h.Age);
        if (h.Repeats == 0) return still;
        var gone = Math.Log(A / (B + h.Repeats - 1)) - (R + h.Repeats) * Math.Log(Alpha + h.LastAfter);
        var more = Math.Max(still, gone);
        return more + Math.Log(Math.Exp(still - more) + Math.Exp(gone - more));
    }

    /// <summary>The probability that the customer has not left, 0 to 1. Who bought only once is alive by the model's own assumption.</summary>
    public double Alive(BuyingHistory h)
    {
        if (h.Repeats == 0) return 1;
        var odds = Math.Log(A / (B + h.Repeats - 1)) + (R + h.Repeats) * Math.Log((Alpha + h.Age) / (Alpha + h.LastAfter));
        return 1 / (1 + Math.Exp(odds));
    }

    /// <summary>Orders to be expected in the next <paramref name="weeks"/>, given the history.</summary>
    public double Expected(BuyingHistory h, double weeks)
    {
        if (weeks <= 0) return 0;
        var rate = (R + h.Repeats) * weeks / (Alpha + h.Age);
        return Math.Clamp(WhileAlive(h, weeks), 0, rate) * Alive(h);
    }

    /// <summary>
    /// (a+b+x−1)/(a−1) · [1 − ((α+T)/(α+T+t))^(r+x) · ₂F₁(r+x, b+x; a+b+x−1; t/(α+T+t))] after Euler's transformation of ₂F₁. Its factor a−1 cancels
    /// term by term, as does c = a+b+x−1, so that nothing is lost near a = 1 or c = 0, where the formula as printed divides nought by nought.
    /// </summary>
    private double WhileAlive(BuyingHistory h, double weeks)
    {
        var (n, z, c) = (R + h.Repeats, weeks / (Alpha + h.Age + weeks), A + B + h.Repeats - 1);
        var left = Math.Log((Alpha + h.Age) / (Alpha + h.Age + weeks));
        var bent = Math.Abs(A - 1) < 1e-12 ? left : (Math.Exp((A - 1) * left) - 1) / (A - 1);
        if (Math.Abs((A - 1) * left) < 1e-5) bent = left * (1 + (A - 1) * left / 2);
        var (term, sum) = ((c - n) * z, (c - n) * z);
        for (var k = 1; k < MostTerms && Math.Abs(term) > 1e-16 * Math.Abs(sum); k++)
        {
            term *= (c - n + k) * (A + k - 1) / ((c + k) * (k + 1)) * z;
            sum += term;
        }
        return -c * bent - Math.Exp((A - 1) * left) * sum;
    }
}
