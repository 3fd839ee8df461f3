using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

public sealed class PostgresTests(FilledPostgresCompany company) : IClassFixture<FilledPostgresCompany>
{
    [PostgresFact]
    public async Task An_import_is_shown_searched_and_taken_back_on_PostgreSQL()
    {
        var people = new WorkbookMaker(FilledCompany.Rows).People;
        await using var visitor = await company.VisitAsync();
        await visitor.TellAsync("postgres", async page =>
        {
            Assert.Equal(people, await page.CountAsync());
            Assert.Equal(1, await page.CountAsync("?q=M000002"));
            await page.GotoAsync("/imports/1");
            await page.UndoAsync(page.Locator("main .batch").First);
            await page.GetByRole(AriaRole.Link, new() { Name = "客户", Exact = true }).ClickAsync();
            await Assertions.Expect(page.GetByText("还没有客户")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        });
    }
}
