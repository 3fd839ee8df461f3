using Scrm.E2E.Host;

namespace Scrm.E2E.Journeys;

public sealed class DictionaryTests(Company company) : IClassFixture<Company>
{
    [Fact]
    public async Task The_dictionary_is_kept_with_the_keyboard_alone()
    {
        await using var visitor = await company.VisitAsync();
        await visitor.TellAsync("keyboard", async page =>
        {
            await page.GotoAsync("/tags");
            await page.SettledAsync();
            var keys = page.Keyboard;
            await AddAsync(page);
            await keys.PressAsync("/");
            await keys.TypeAsync("露营");
            await Assertions.Expect(Rows(page)).ToHaveCountAsync(2);
            await keys.PressAsync("Escape");
            await keys.PressAsync("ArrowDown");
            await Assertions.Expect(Row(page, "爱露营")).ToBeFocusedAsync();
            await keys.PressAsync("F2");
            await Assertions.Expect(page.GetByLabel("改名")).ToBeFocusedAsync();
            await keys.PressAsync("Control+A");
            await keys.TypeAsync("爱露营和徒步");
            await keys.PressAsync("Enter");
            await Assertions.Expect(Row(page, "爱露营和徒步")).ToBeFocusedAsync();
            await keys.PressAsync("p");
            await Assertions.Expect(Row(page, "爱露营和徒步").GetByLabel("取消置顶")).ToBeVisibleAsync();
            await keys.PressAsync("o");
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await keys.PressAsync("Escape");
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            await DeleteAsync(page);
        });
    }

    [Fact]
    public async Task The_second_of_two_operators_sees_both_values_and_chooses()
    {
        await company.AddMemberAsync("陈运营", "chenyun", "运营");
        await using var first = await company.VisitAsync();
        await using var second = await company.VisitAsync(login: "chenyun");
        await first.Page.GotoAsync("/tags?panel=tag-1");
        await second.TellAsync("two-operators", async page =>
        {
            await page.GotoAsync("/tags?panel=tag-1");
            await SaveMeaningAsync(page, null);
            await SaveMeaningAsync(first.Page, "先存的说明");
            await Assertions.Expect(first.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            await SaveMeaningAsync(page, "后存的说明");
            var alert = page.GetByRole(AriaRole.Alert);
            await Assertions.Expect(alert).ToContainTextAsync("先存的说明");
            await Assertions.Expect(alert).ToContainTextAsync("后存的说明");
            await page.ScreenshotAsync(new() { Path = Places.Artifact("tag-clash.png") });
            await page.GetByRole(AriaRole.Button, new() { Name = "用我的" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
            await Assertions.Expect(Row(page, "新加好友")).ToContainTextAsync("后存的说明");
        });
    }

    private static async Task AddAsync(IPage page)
    {
        await page.Keyboard.PressAsync("n");
        await Assertions.Expect(page.GetByLabel("新建标签", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("爱露营、露营新手");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("已新建 2 个标签")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByLabel("新建标签", new() { Exact = true })).ToHaveCountAsync(0);
    }

    private static async Task DeleteAsync(IPage page)
    {
        await Row(page, "露营新手").FocusAsync();
        await page.Keyboard.PressAsync("Delete");
        var dialog = page.GetByRole(AriaRole.Alertdialog);
        await Assertions.Expect(dialog.GetByText("从没打给任何客户")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Checkbox).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
        var delete = dialog.GetByRole(AriaRole.Button, new() { Name = "删除" });
        await Assertions.Expect(delete).ToBeEnabledAsync();
        await delete.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Row(page, "露营新手")).ToHaveCountAsync(0);
    }

    private static async Task SaveMeaningAsync(IPage page, string? meaning)
    {
        var field = page.GetByRole(AriaRole.Dialog).GetByLabel("含义");
        await field.WaitForAsync();
        if (meaning is null) return;
        await field.FillAsync(meaning);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
    }

    private static ILocator Rows(IPage page) => page.Locator(".tag-rows [data-row]");

    private static ILocator Row(IPage page, string name) => page.GetByRole(AriaRole.Row, new() { Name = name, Exact = true });
}
