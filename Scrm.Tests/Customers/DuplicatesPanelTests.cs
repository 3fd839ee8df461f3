using Bunit;
using Scrm.Core.Customers;
using Scrm.Core.Tags;
using Scrm.Tests.Kit;
using Scrm.Web.Customers.Reviews;

namespace Scrm.Tests.Customers;

public sealed class DuplicatesPanelTests
{
    [Fact]
    public async Task Dry_run_looks_at_the_customers_of_one_import_only()
    {
        await using var test = await PageTest.StartAsync();
        await using (var db = await test.Database.CreateDbContextAsync())
        {
            var batch = new Batch { Kind = BatchKind.Import, Title = "七月客户.xlsx", State = BatchState.Done, Created = 1 };
            db.Batches.Add(batch);
            await db.SaveChangesAsync();
            foreach (var (mail, ofImport) in new[] { ("a@family.invalid", batch.Id), ("a@family.invalid", 0L), ("b@family.invalid", 0L), ("b@family.invalid", 0L) })
            {
                var customer = new Customer { Name = "王小明", BatchId = ofImport, AddedAt = test.Clock.Now, UpdatedAt = test.Clock.Now };
                db.Customers.Add(customer);
                await db.SaveChangesAsync();
                db.CustomerIdentities.Add(new CustomerIdentity { CustomerId = customer.Id, Type = IdentityType.Email, Value = mail, FirstSeen = test.Clock.Now });
            }
            await db.SaveChangesAsync();
        }

        var panel = test.Bunit.Render<DuplicatesPanel>();
        Assert.Equal("2", await GroupsAsync(panel));
        await panel.ChangeAsync("select", panel.Find("optgroup[label='某次导入的客户'] option").GetAttribute("value"));

        Assert.Equal("1", await GroupsAsync(panel));
    }

    private static async Task<string> GroupsAsync(IRenderedComponent<DuplicatesPanel> panel)
    {
        await panel.ClickAsync("button.btn-primary");
        panel.WaitForState(() => panel.FindAll("dl.figures dd").Count > 0);
        return panel.Find("dl.figures dd").TextContent.Trim();
    }
}
