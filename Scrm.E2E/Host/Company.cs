using Scrm.Core.Database;

namespace Scrm.E2E.Host;

/// <summary>A company that was set up in the browser, once for the stories of a class, and the sessions of its people.</summary>
public class Company : IAsyncLifetime
{
    public const string Admin = "wangmin";
    public const string Password = "Summer-rain-2026";
    private readonly Dictionary<string, string> sessions = [];

    protected virtual DatabaseEngine Engine => DatabaseEngine.Sqlite;

    public ScrmHost Host { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        if (Engine == DatabaseEngine.Postgres && Places.PostgresServer is null) return;
        Host = await StartAsync();
        await using var visitor = await Visitor.ArriveAsync(Host.Address);
        await visitor.TellAsync("set-up", EnterAsync);
        sessions[Admin] = await visitor.StateAsync();
    }

    protected virtual Task<ScrmHost> StartAsync() => ScrmHost.StartAsync(Engine);

    /// <summary>Brings the first visitor to the dashboard, signed in as the admin.</summary>
    protected virtual async Task EnterAsync(IPage page)
    {
        await SetUpAsync(page, Host);
        await SettleAsync(page);
    }

    public async Task DisposeAsync()
    {
        if (Host is not null) await Host.DisposeAsync();
    }

    /// <summary>The cookies of somebody who is signed in.</summary>
    public string State(string login = Admin) => sessions[login];

    /// <summary>A new window of somebody who is signed in; at first of the admin.</summary>
    public async Task<Visitor> VisitAsync(Look? look = null, string login = Admin) => await Visitor.ArriveAsync(Host.Address, look, sessions[login]);

    /// <summary>The admin adds a member, who signs in with the password shown once.</summary>
    public async Task AddMemberAsync(string name, string login, string role)
    {
        var password = "";
        await using (var admin = await VisitAsync())
            await admin.TellAsync($"add-{login}", async page =>
            {
                await page.GotoAsync("/settings/members");
                await page.GetByRole(AriaRole.Link, new() { Name = "新增成员" }).ClickAsync();
                var drawer = page.GetByRole(AriaRole.Dialog);
                await drawer.GetByLabel("姓名").FillAsync(name);
                await drawer.GetByLabel("登录名").FillAsync(login);
                await drawer.GetByLabel(role).CheckAsync();
                await drawer.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
                password = await drawer.Locator("[data-secret]").InnerTextAsync();
            });
        await using var member = await Visitor.ArriveAsync(Host.Address);
        await member.TellAsync($"sign-in-{login}", page => SignInAsync(page, login, password));
        sessions[login] = await member.StateAsync();
    }

    /// <summary>Opens the one-time link and makes the admin; ends where the company is asked for.</summary>
    public static async Task SetUpAsync(IPage page, ScrmHost host)
    {
        await page.GotoAsync(host.SetupLink());
        await page.GetByLabel("你的姓名").FillAsync("王敏");
        await page.GetByLabel("登录名").FillAsync(Admin);
        await page.GetByLabel("密码").First.FillAsync(Password);
        await page.GetByLabel("再输一次密码").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "下一步" }).ClickAsync();
        await page.WaitForURLAsync("**/welcome");
    }

    /// <summary>Names the company and takes a trade's dictionary, on the welcome pages; ends on the dashboard.</summary>
    public static async Task SettleAsync(IPage page, string name = "花间美妆", string trade = "美妆")
    {
        await page.GetByLabel("公司名称").FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "下一步" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = trade }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "安装「" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "工作台" }).WaitForAsync();
    }

    public static async Task SignInAsync(IPage page, string login, string password = Password)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("登录名").FillAsync(login);
        await page.GetByLabel("密码", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
    }
}
