using Scrm.Core.Forecast;

namespace Scrm.Tests.Forecast;

public sealed class RunOutTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void Last_quantity_over_the_usual_pace_says_when_it_is_used_up()
    {
        var next = Assert.Single(RunOut.Of([Bought("洗面奶", 60, 1), Bought("洗面奶", 30, 1), Bought("洗面奶", 10, 2)], Today));

        // Two pieces lasted 50 days: 25 a piece, so the last two last 50.
        Assert.Equal((25.0, 2, 3, Today.AddDays(40)), (next.DaysAPiece, next.LastQuantity, next.Purchases, next.On));
    }

    [Fact]
    public void Bought_once_twice_on_one_day_or_returned_says_nothing() =>
        Assert.Empty(RunOut.Of([Bought("面霜", 30, 1), Bought("水", 30, 1), Bought("水", 30, 2), Bought("盐", 50, 1), Bought("盐", 20, -1), Bought("", 5, 1), Bought("", 2, 1)], Today));

    [Fact]
    public void Soonest_comes_first_and_what_was_given_up_is_left_out()
    {
        var next = RunOut.Of([Bought("米", 40, 1), Bought("米", 10, 1), Bought("油", 50, 1), Bought("油", 25, 1), Bought("烟", 900, 1), Bought("烟", 870, 1)], Today);

        Assert.Equal(["油", "米"], next.Select(n => n.Product));
        Assert.Equal([Today, Today.AddDays(20)], next.Select(n => n.On));
    }

    private static Purchase Bought(string product, int daysAgo, int quantity) => new(product, Today.AddDays(-daysAgo), quantity);
}
