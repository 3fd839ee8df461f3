using Bunit;
using Scrm.Core.Customers;
using Scrm.Core.Team;
using Scrm.Tests.Kit;
using Scrm.Web;
using Scrm.Web.Layout;

namespace Scrm.Tests.Web;

public sealed class PaletteTests
{
    [Fact]
    public async Task Pages_are_found_by_the_initials_of_their_names()
    {
        await using var test = await PageTest.StartAsync();
        var palette = await OpenAsync(test, test.Admin);

        await palette.InputAsync(".palette input", "cy");

        palette.WaitForAssertion(() => Assert.Contains(Urls.Members, palette.FindAll(".palette-list a").Select(a => a.GetAttribute("href"))));
    }

    [Fact]
    public async Task Customers_are_found_by_name_and_lead_to_their_panel()
    {
        await using var test = await PageTest.StartAsync();
        var id = (await test.Get<CustomerEditor>().AddAsync(new CustomerDraft { Name = "欧阳诗涵", Phone = "13912345678" }, test.Admin, default)).Value;
        var palette = await OpenAsync(test, test.Admin);

        await palette.InputAsync(".palette input", "诗涵");

        palette.WaitForAssertion(() => Assert.Contains("欧阳诗涵", palette.Find($"a[href='{Urls.Customer(id)}']").TextContent), TimeSpan.FromSeconds(10));
        Assert.DoesNotContain("13912345678", palette.Markup);
    }

    [Fact]
    public async Task Customers_are_found_by_the_initials_of_their_names()
    {
        await using var test = await PageTest.StartAsync();
        var id = (await test.Get<CustomerEditor>().AddAsync(new CustomerDraft { Name = "欧阳诗涵" }, test.Admin, default)).Value;
        var palette = await OpenAsync(test, test.Admin);

        palette.Find(".palette input").Input("oysh");

        palette.WaitForAssertion(() => Assert.Contains("欧阳诗涵", palette.Find($"a[href='{Urls.Customer(id)}']").TextContent), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Each_role_is_offered_only_what_it_may_do()
    {
        await using var test = await PageTest.StartAsync();
        var sales = test.Admin with { Role = Role.Sales };

        var offered = Commands.For(sales).Select(c => c.Url).ToList();

        Assert.Contains(Urls.Customers, offered);
        Assert.DoesNotContain(offered, url => url.StartsWith(Urls.Settings, StringComparison.Ordinal) || url.StartsWith(Urls.Imports, StringComparison.Ordinal));
    }

    private static async Task<IRenderedComponent<Palette>> OpenAsync(PageTest test, Scope scope)
    {
        var palette = test.Bunit.Render<Palette>(p => p.Add(x => x.Scope, scope));
        await palette.ClickAsync("[data-open=palette]");
        return palette;
    }
}
