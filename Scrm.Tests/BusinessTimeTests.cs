using Scrm.Core;

namespace Scrm.Tests;

public sealed class BusinessTimeTests
{
    [Theory]
    [InlineData("Asia/Shanghai")]
    [InlineData("America/New_York")]
    public void Day_begins_where_the_company_works_and_the_last_one_ends_too(string zone)
    {
        var time = BusinessTime.Of(zone);
        var day = new DateOnly(2026, 3, 1);

        Assert.Equal(day.ToDateTime(TimeOnly.MinValue), time.ToLocal(time.Begins(day)));
        Assert.Equal(time.Begins(day.AddDays(1)), time.Ends(day));
        Assert.True(time.Begins(DateOnly.MinValue) < time.Ends(DateOnly.MaxValue));
    }
}
