using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Team;

namespace Scrm.Bench;

/// <summary>
/// Server time of the customer list: p95 in milliseconds of the first page with its total, of a page in the middle, and of the page after it.
/// <c>--lively</c>: on the library with a year of events (its options: see <see cref="EventLibrary"/>), also sorted and filtered by what happened.
/// </summary>
internal static class ListPageBench
{
    private const int Runs = 60, PageSize = 50;
    private static readonly Scope Sales = new(Actor.Member(5), Role.Sales, 1, [5]);

    public static async Task RunAsync(string[] options)
    {
        if (options.Contains("--lively"))
        {
            await using var lively = await EventLibrary.OpenAsync(options);
            await LivelyAsync(lively.Library);
            return;
        }
        await using var library = await BenchLibrary.OpenAsync(options, ledger: false);
        await ScrollAsync(library, "everybody", CustomerFilter.Everyone, Scope.System);
        await ScrollAsync(library, "a salesperson's", CustomerFilter.Everyone, Sales);
        await ScrollAsync(library, "tag 20", CustomerFilter.Everyone with { AnyTags = [BenchLibrary.TagOfRank(20)] }, Scope.System);
        await ScrollAsync(library, "name contains 王伟", CustomerFilter.Everyone with { Text = "王伟" }, Scope.System);
        await ScrollAsync(library, "a whole phone", CustomerFilter.Everyone with { Text = "13900012345" }, Scope.System);
    }

    private static async Task LivelyAsync(BenchLibrary library)
    {
        await ScrollAsync(library, "latest contact first", CustomerFilter.Everyone with { Sort = ListSort.Touched }, Scope.System);
        await ScrollAsync(library, "most spent first", CustomerFilter.Everyone with { Sort = ListSort.Spent }, Scope.System);
        await ScrollAsync(library, "most spent first, tag 20", CustomerFilter.Everyone with { Sort = ListSort.Spent, AnyTags = [BenchLibrary.TagOfRank(20)] }, Scope.System);
        await using var db = library.Open();
        var last = await db.Customers.MaxAsync(c => c.LastInteractionAt);
        await ScrollAsync(library, "no contact for 30 days", CustomerFilter.Everyone with { Quiet = DateOnly.FromDateTime(last.AddDays(-30)) }, Scope.System);
        await ScrollAsync(library, "no contact for 30 days, longest first",
            CustomerFilter.Everyone with { Quiet = DateOnly.FromDateTime(last.AddDays(-30)), Sort = ListSort.Touched, Ascending = true }, Scope.System);
        await ScrollAsync(library, "core customers", CustomerFilter.Everyone with { Tiers = [ValueTier.Core] }, Scope.System);
    }

    private static async Task ScrollAsync(BenchLibrary library, string what, CustomerFilter filter, Scope who)
    {
        var customers = library.Get<CustomerLibrary>();
        var total = (await customers.PageAsync(filter, who, 0, PageSize, default)).Total;
        await PrintAsync($"{what}, first page with total", i => customers.PageAsync(filter, who, 0, PageSize, default));
        if (total <= PageSize) return;
        await PrintAsync($"{what}, middle of {total}", i => customers.PageAsync(filter, who, (total / 2) + (i * PageSize), PageSize, default, total));
        var middle = await customers.PageAsync(filter, who, total / 2, PageSize, default, total);
        var near = PageMark.Of(total / 2, middle.Rows[0], filter.Sort);
        await PrintAsync($"{what}, on from the middle", i => customers.PageAsync(filter, who, (total / 2) + PageSize, PageSize, default, total, near));
    }

    private static async Task PrintAsync(string figure, Func<int, Task> act)
    {
        var times = new double[Runs];
        for (var i = 0; i < Runs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await act(i);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        Array.Sort(times);
        Figures.Print("list-page", $"{figure}, p95", "ms", times[Runs * 95 / 100]);
    }
}
