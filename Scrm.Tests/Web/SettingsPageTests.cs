using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Scrm.Core.Customers;
using Scrm.Core.Team;
using Scrm.Tests.Kit;
using Scrm.Web.Account;
using Scrm.Web.Audit;
using Scrm.Web.Home;
using Scrm.Web.Team;

namespace Scrm.Tests.Web;

public sealed class SettingsPageTests
{
    [Fact]
    public async Task New_member_appears_in_the_list_and_the_password_once()
    {
        await using var test = await PageTest.StartAsync();
        var page = test.Open<MembersPage>("/settings/members?member=new");
        page.WaitForElement(".drawer fieldset");

        await page.ChangeAsync(".drawer input", "王芳");
        await page.ChangeAsync(".drawer input", "wangfang", 1);
        await page.ClickAsync(".drawer-foot .btn-primary");

        var password = page.WaitForElement(".secret code").TextContent;
        Assert.True((await test.Get<Accounts>().SignInAsync("wangfang", password, default)).Ok);
        page.WaitForAssertion(() => Assert.Contains("王芳", page.Find("tbody").TextContent));
    }

    [Fact]
    public async Task Phone_of_a_member_names_the_customers_who_carry_it_before_it_is_saved()
    {
        await using var test = await PageTest.StartAsync();
        await test.Get<CustomerEditor>().AddAsync(new CustomerDraft { Name = "王小明", Phone = "13912345678" }, test.Admin, default);
        var page = test.Open<MembersPage>($"/settings/members?member={test.Admin.MemberId}");
        page.WaitForElement(".drawer fieldset");

        await page.ChangeAsync(".drawer input[type=tel]", "139 1234 5678");
        Assert.Contains("1 位客户", page.WaitForElement(".drawer [role=note]").TextContent);
        Assert.Contains("王小明", page.Find(".drawer [role=note] a").TextContent);
        await page.ClickAsync(".drawer-foot .btn-primary");

        page.WaitForAssertion(() => Assert.Contains("13912345678", page.Find("tbody").TextContent));
    }

    [Fact]
    public async Task Refused_edit_says_why_and_keeps_what_was_typed()
    {
        await using var test = await PageTest.StartAsync();
        var page = test.Open<MembersPage>($"/settings/members?member={test.Admin.MemberId}");
        page.WaitForElement(".drawer fieldset");

        await page.ChangeAsync(".drawer input", "林晓晓");
        await page.ChangeAsync(".drawer input[type=radio]", true, 1);
        await page.ClickAsync(".drawer-foot .btn-primary");

        Assert.Contains("最后一位管理员", page.WaitForElement(".refusal").TextContent);
        Assert.Equal("林晓晓", page.FindAll(".drawer input")[0].GetAttribute("value"));
    }

    [Fact]
    public async Task Names_are_text_whatever_they_hold()
    {
        await using var test = await PageTest.StartAsync();
        await test.Get<MemberBook>().AddAsync(test.Admin, new("<img src=x onerror=alert(1)>", "", Role.Sales, 0, ""), default);

        var page = test.Open<MembersPage>("/settings/members");

        page.WaitForAssertion(() => Assert.Contains("onerror=alert(1)", page.Find("tbody").TextContent));
        Assert.Empty(page.FindAll("tbody img"));
    }

    [Fact]
    public async Task Department_is_made_and_shown_in_the_tree()
    {
        await using var test = await PageTest.StartAsync();
        var page = test.Open<DepartmentsPage>("/settings/departments");
        page.WaitForElement(".empty");

        await page.ClickAsync(".page-head .btn-primary");
        await page.ChangeAsync(".drawer input", "销售部");
        await page.ClickAsync(".drawer-foot .btn-primary");

        page.WaitForAssertion(() => Assert.Contains("销售部", page.Find("tbody").TextContent));
    }

    [Fact]
    public async Task Key_is_shown_once_and_revoked_after_a_question()
    {
        await using var test = await PageTest.StartAsync();
        var page = test.Open<ApiKeysPage>("/settings/api-keys");
        page.WaitForElement(".empty");
        await page.ClickAsync(".page-head .btn-primary");
        await page.ChangeAsync(".drawer input", "官网商城");
        await page.ClickAsync(".drawer-foot .btn-primary");
        var key = page.WaitForElement(".secret code").TextContent;
        await page.ClickAsync(".drawer-foot .btn-primary");

        page.WaitForAssertion(() => Assert.DoesNotContain(key, page.Markup));
        await page.ClickAsync("tbody .btn");
        await page.ClickAsync(".modal .btn-danger");

        page.WaitForAssertion(() => Assert.Contains("已吊销", page.Find("tbody").TextContent));
        Assert.Null(await test.Get<ApiKeys>().PresentAsync(key, default));
    }

    [Fact]
    public async Task Audit_log_names_who_did_what()
    {
        await using var test = await PageTest.StartAsync();
        await test.Get<MemberBook>().AddAsync(test.Admin, new("王芳", "", Role.Sales, 0, ""), default);

        var page = test.Open<AuditPage>("/settings/audit?act=MemberAdded");

        page.WaitForAssertion(() => Assert.Contains("王芳 · 销售", page.Find("tbody").TextContent));
        Assert.All(page.FindAll("tbody tr"), row => Assert.Contains("新增成员", row.TextContent));
    }

    [Fact]
    public async Task Empty_dashboard_offers_the_next_steps_and_no_made_up_numbers()
    {
        await using var test = await PageTest.StartAsync();

        var page = test.Open<HomePage>();

        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll(".steps .step:not(.step-done)").Count));
        Assert.Single(page.FindAll(".all-done"));
        Assert.Equal(["0", "0", "—", "0"], page.FindAll(".tile b").Select(b => b.TextContent.Trim()));
    }

    [Fact]
    public async Task Chosen_pack_is_shown_before_it_is_installed()
    {
        await using var test = await PageTest.StartAsync();
        await test.Get<CompanyBook>().SaveAsync(test.Admin, "晨光教育", "Asia/Shanghai", "zh-CN", 3, default);
        var page = test.Open<WelcomePage>("/welcome?step=2");

        Assert.Empty(page.FindAll(".pack-preview"));
        await page.InvokeAsync(() => page.FindAll(".pack")[0].ClickAsync(new()));
        Assert.NotEmpty(page.FindAll(".pack-preview .chip"));
        await page.ClickAsync(".bar .btn-primary");

        await using var db = test.Database.CreateDbContext();
        page.WaitForAssertion(() => Assert.True(db.TagGroups.Any()));
    }

    [Fact]
    public async Task Ended_session_can_neither_read_nor_write()
    {
        await using var test = await PageTest.StartAsync();
        test.SignIn(new SignedIn(test.Admin.MemberId, "林晓", Role.Admin, "an-older-stamp", "", ""));

        await Assert.ThrowsAsync<SessionEnded>(() => test.Bunit.Services.GetRequiredService<CurrentScope>().ScopeAsync());
    }
}
