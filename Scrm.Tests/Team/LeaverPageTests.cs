using Bunit;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Customers;
using Scrm.Core.Tags;
using Scrm.Core.Team;
using Scrm.Tests.Kit;
using Scrm.Web;
using Scrm.Web.Team;

namespace Scrm.Tests.Team;

public sealed class LeaverPageTests
{
    [Fact]
    public async Task Whoever_disables_a_member_is_offered_the_hand_over_with_the_numbers()
    {
        await using var test = await PageTest.StartAsync();
        var (leaver, heir) = (await AddAsync(test, "小李"), await AddAsync(test, "小张"));
        await using (var db = test.Database.CreateDbContext())
        {
            for (var i = 0; i < 3; i++) db.Add(new Customer { Name = $"客户{i}", OwnerId = leaver, AddedAt = test.Clock.Now, UpdatedAt = test.Clock.Now });
            await db.SaveChangesAsync();
        }
        var page = test.Open<MembersPage>($"{Urls.Members}?member={leaver}");

        await page.ClickAsync(".drawer .btn:contains('停用')");

        var offer = page.WaitForElement(".drawer .hint");
        Assert.Contains("名下还有 3 位客户", offer.TextContent);
        await page.ClickAsync(".drawer .hint .btn");
        await page.ChangeAsync("select[data-first]", $"{heir}");
        await page.ClickAsync(".drawer-foot .btn-primary:contains('交接 3 位')");
        while (await test.Get<BatchRunner>().RunNextAsync(default)) { }
        await using var after = test.Database.CreateDbContext();
        Assert.Equal(3, await after.Customers.CountAsync(c => c.OwnerId == heir));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".drawer .hint")));
    }

    private static async Task<long> AddAsync(PageTest test, string name) =>
        (await test.Get<MemberBook>().AddAsync(test.Admin, new MemberInput(name, "", Role.Sales, 0, ""), default)).Value!.MemberId;
}
