using Microsoft.EntityFrameworkCore;
using Scrm.Core;
using Scrm.Core.Customers;
using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Import;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Customers;

public sealed class CustomerInitialsTests
{
    private static readonly Scope Sales = new(Actor.Member(3), Role.Sales, 2, [3]);

    [Theory, OnSqlite, OnPostgres]
    public async Task Customers_within_reach_are_found_by_how_their_initials_begin(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.CustomerAsync("王小明", c => c.OwnerId = 3);
        await library.CustomerAsync("王小敏", c => c.OwnerId = 4);
        await library.CustomerAsync("王新民远", c => c.OwnerId = 3);
        await library.CustomerAsync("万象美", c => (c.OwnerId, c.State) = (3, CustomerState.Withdrawn));
        await library.CustomerAsync("小王", c => c.OwnerId = 3);
        async Task<string> FoundAsync(string typed, Scope who, int take = 9) =>
            string.Join(' ', (await library.Get<CustomerLibrary>().ByInitialsAsync(typed, who, take, default)).Select(c => c.Name));

        Assert.Equal("王小明 王小敏 王新民远", await FoundAsync(" WXM", Library.Admin));
        Assert.Equal("王小明 王新民远", await FoundAsync("wx", Sales));
        Assert.Equal("王小明", await FoundAsync("w x", Library.Admin, take: 1));
        Assert.Equal("", await FoundAsync("wxmz", Library.Admin));
        Assert.Equal("", await FoundAsync("王", Library.Admin) + await FoundAsync("138", Library.Admin) + await FoundAsync("w%", Library.Admin));
        Assert.Equal(2, await library.Get<CustomerLibrary>().CountAsync(CustomerFilter.Everyone with { Text = "wxm" }, Sales, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Imports_edits_and_undo_keep_the_initials_in_step(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.CustomerAsync("", c => c.MemberNo = "M1");
        await using (var db = library.Open())
        {
            db.Add(new CustomerIdentity { CustomerId = await db.Customers.Select(c => c.Id).SingleAsync(), Type = IdentityType.MemberNo, Value = "M1", FirstSeen = library.Clock.Now });
            await db.SaveChangesAsync();
        }
        var id = await library.UploadAsync("姓名,会员号\n赵新,M1\n钱多多,M2\n", "客户.csv");
        await library.PlanAsync(id);

        var view = await library.ApplyAsync(id);
        Assert.Equal(["qdd", "zx"], await InitialsAsync(library));
        await LedgerTruth.HoldsAsync(library);

        await library.UndoAsync(view.Batch!.Id);
        Assert.Equal([""], await InitialsAsync(library));
        await LedgerTruth.HoldsAsync(library);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Initials_of_those_who_were_there_before_are_worked_out_once(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        await library.CustomerAsync("王小明");
        await library.CustomerAsync("李雷", c => c.State = CustomerState.Merged);
        await using var db = library.Open();
        await db.Customers.IgnoreQueryFilters().ExecuteUpdateAsync(c => c.SetProperty(x => x.Initials, ""));
        await db.Settings.Where(s => s.Key == "customer-initials").ExecuteDeleteAsync();

        await Task.WhenAll(RunAsync(library), RunAsync(library));
        await LedgerTruth.InitialsHoldAsync(db);
        await db.Customers.ExecuteUpdateAsync(c => c.SetProperty(x => x.Initials, "x"));
        await RunAsync(library);

        Assert.Equal(["x"], await InitialsAsync(library));
    }

    private static async Task RunAsync(Library library)
    {
        await using var db = library.Open();
        await InitialsFill.RunAsync(db, default);
    }

    private static async Task<IReadOnlyList<string>> InitialsAsync(Library library)
    {
        await using var db = library.Open();
        return await db.Customers.Select(c => c.Initials).OrderBy(i => i).ToListAsync();
    }
}
