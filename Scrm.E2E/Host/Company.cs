namespace Scrm.E2E.Host;

/// <summary>Steps that many stories share: the first run and signing in, done as a person does them.</summary>
internal static class Company
{
    public const string Admin = "wangmin";
    public const string Password = "Summer-rain-2026";

    /// <summary>Opens the one-time link, makes the admin and the company, and ends on the dashboard.</summary>
    public static async Task SetUpAsync(IPage page, ScrmHost host)
    {
        await page.GotoAsync(host.SetupLink());
        await page.GetByLabel("姓名").FillAsync("王敏");
        await page.GetByLabel("登录名").FillAsync(Admin);
        await page.GetByLabel("密码", new() { Exact = false }).First.FillAsync(Password);
        await page.GetByLabel("再输一次密码").FillAsync(Password);
        await page.ClickAsync("button[type=submit]");
        await page.WaitForURLAsync("**/welcome");
    }

    public static async Task SignInAsync(IPage page, string login, string password = Password)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("登录名").FillAsync(login);
        await page.GetByLabel("密码").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }
}
