using Scrm.Core.Forecast;

namespace Scrm.Tests.Forecast;

public sealed class BgNbdTests
{
    private static readonly BgNbd Published = new(0.243, 4.414, 0.793, 2.426);

    [Fact]
    public void The_papers_own_sample_gives_the_published_fit()
    {
        Assert.Equal(2357, CdnowSample.Calibration.Count);

        var fit = BgNbdFit.Of(CdnowSample.Calibration);

        Assert.Equal((0.243, 4.414, 0.793, 2.426),
            (Math.Round(fit.Model.R, 3), Math.Round(fit.Model.Alpha, 3), Math.Round(fit.Model.A, 3), Math.Round(fit.Model.B, 3)));
        Assert.Equal(-9582.4, Math.Round(fit.LogLikelihood, 1));
    }

    [Fact]
    public void The_same_histories_in_another_order_or_unit_give_the_same_fit()
    {
        var fit = BgNbdFit.Of(CdnowSample.Calibration);
        var again = BgNbdFit.Of([.. CdnowSample.Calibration.Reverse()]);
        var inDays = BgNbdFit.Of([.. CdnowSample.Calibration.Select(h => new BuyingHistory(h.Repeats, h.LastAfter * 7, h.Age * 7))]);

        Assert.Equal(fit.Model, again.Model);
        Assert.Equal(fit.Model.Alpha * 7, inDays.Model.Alpha, 3);
        Assert.Equal(fit.Model.R, inDays.Model.R, 5);
    }

    [Fact]
    public void Orders_of_the_nine_months_held_out_are_foretold_within_an_eighth_and_in_the_right_order()
    {
        var model = BgNbdFit.Of(CdnowSample.Calibration).Model;
        var expected = CdnowSample.Calibration.Select(h => model.Expected(h, BuyingHistory.Weeks(CdnowSample.CalibrationEnd, CdnowSample.End))).ToList();

        var actual = CdnowSample.Later.Sum();
        Assert.InRange(expected.Sum() / actual, 0.875, 1.125);

        var byRepeats = CdnowSample.Calibration.Zip(expected.Zip(CdnowSample.Later)).GroupBy(c => Math.Min(c.First.Repeats, 7)).OrderBy(g => g.Key)
            .Select(g => (Expected: g.Average(c => c.Second.First), Actual: g.Average(c => c.Second.Second))).ToList();
        Assert.True(byRepeats.Zip(byRepeats.Skip(1)).All(p => p.First.Expected < p.Second.Expected));
        Assert.All(byRepeats, g => Assert.InRange(g.Expected, g.Actual * 0.6, g.Actual * 1.4));
    }

    [Fact]
    public void The_papers_worked_example_of_one_customer_comes_out()
    {
        // Customer 0001 of the sample: two repeats, the last after 30.43 weeks of 38.86; the next 39 weeks (the authors' own spreadsheet note of 2005).
        Assert.Equal(1.226, Published.Expected(new(2, 30.43, 38.86), 39), 3);
    }

    [Theory]
    [InlineData(0.243, 4.414, 0.793, 2.426, 2, 30.43, 38.86, 39)]
    [InlineData(0.243, 4.414, 1.0, 2.426, 2, 30.43, 38.86, 39)]
    [InlineData(0.243, 4.414, 1.0000001, 2.426, 5, 10, 38, 13)]
    [InlineData(2.5, 1.2, 0.2, 0.3, 0, 0, 3, 20)]
    [InlineData(2.5, 1.2, 0.4, 0.6, 0, 0, 3, 20)]
    [InlineData(0.6, 8, 3.5, 7, 40, 50, 52, 4)]
    [InlineData(0.6, 0.01, 0.3, 2, 0, 0, 0.1, 50)]
    public void Expected_orders_agree_with_the_integral_they_stand_for(double r, double alpha, double a, double b, int x, double last, double age, double weeks)
    {
        var (model, history) = (new BgNbd(r, alpha, a, b), new BuyingHistory(x, last, age));

        Assert.Equal(1, model.Expected(history, weeks) / (model.Alive(history) * ByIntegral(model, history, weeks)), 5);
    }

    [Theory]
    [InlineData(0.243, 4.414, 0.793, 2.426)]
    [InlineData(1e-4, 1e-4, 1e-4, 1e-4)]
    [InlineData(1e4, 1e4, 1e4, 1e4)]
    [InlineData(0.01, 1e5, 50, 1e-3)]
    [InlineData(30, 1e-3, 1, 1)]
    public void Nothing_that_can_be_asked_gives_anything_but_sense(double r, double alpha, double a, double b)
    {
        var model = new BgNbd(r, alpha, a, b);
        foreach (var x in new[] { 0, 1, 2, 50, 5000 })
            foreach (var age in new[] { 0, 1e-3, 1, 500, 5000 })
                foreach (var weeks in new[] { 0, 1e-6, 4, 13, 1000 })
                {
                    var history = new BuyingHistory(x, x == 0 ? 0 : age * 0.9, age);
                    Assert.InRange(model.Alive(history), 0, 1);
                    Assert.InRange(model.Expected(history, weeks), 0, (r + x) * weeks / (alpha + age) * 1.0000001);
                    Assert.True(double.IsFinite(model.LogLikelihood(history)));
                }
    }

    [Fact]
    public void Who_has_been_silent_for_longer_than_their_habit_is_less_likely_to_be_alive()
    {
        var alive = Enumerable.Range(0, 20).Select(silent => Published.Alive(new(12, 24, 24 + silent))).ToList();

        Assert.True(alive.Zip(alive.Skip(1)).All(p => p.First > p.Second));
        Assert.True(alive[0] > 0.9 && alive[^1] < 0.2);
        Assert.Equal(1, Published.Alive(new(0, 0, 300)));
    }

    [Fact]
    public void A_company_where_everybody_bought_once_or_all_at_one_time_still_gives_numbers()
    {
        var once = BgNbdFit.Of([.. Enumerable.Range(1, 50).Select(i => new BuyingHistory(0, 0, i))]);
        var same = BgNbdFit.Of([.. Enumerable.Range(1, 50).Select(_ => new BuyingHistory(3, 10, 10))]);

        Assert.All([once, same], f => Assert.True(double.IsFinite(f.LogLikelihood) && f.Model.Expected(new(1, 2, 5), 4) >= 0));
    }

    /// <summary>E over p ~ Beta(a, b + x) of [1 − (1 + p·t/(α+T))^−(r+x)] / p, by the trapezium rule after a double exponential change of variable.</summary>
    private static double ByIntegral(BgNbd m, BuyingHistory h, double weeks)
    {
        var (n, q, pace) = (m.R + h.Repeats, m.B + h.Repeats, weeks / (m.Alpha + h.Age));
        var (above, below) = (0.0, 0.0);
        for (var t = -4.5; t <= 4.5; t += 0.001)
        {
            var w = Math.PI * Math.Sinh(t);
            var (logP, logRest) = (-Math.Log(1 + Math.Exp(-w)), -Math.Log(1 + Math.Exp(w)));
            if (w < -36) logP = w;
            if (w > 36) logRest = -w;
            var (p, small) = (Math.Exp(logP), n * pace * Math.Exp(logP) < 1e-7);
            var weight = Math.Exp(m.A * logP + q * logRest) * Math.Cosh(t);
            above += weight * (small ? n * pace : (1 - Math.Pow(1 + p * pace, -n)) / p);
            below += weight;
        }
        return above / below;
    }
}
