using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Team;

public sealed class AccountsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Set_up_works_once(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);

        var again = await rig.Accounts.SetUpAsync("旁人", "intruder", TeamRig.Password, "zh-CN", default);

        Assert.Equal(TeamRefusal.AlreadySetUp, again.Refused!.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Right_password_signs_in_whatever_the_case_of_the_name(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);

        Assert.True((await rig.Accounts.SignInAsync(" ADMIN ", TeamRig.Password, default)).Ok);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Unknown_name_wrong_password_and_disabled_member_get_the_same_refusal(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var gone = await rig.AddAsync("周离", "gone");
        await rig.Members.EnableAsync(rig.Admin, gone.MemberId, false, default);

        var refusals = new[]
        {
            await rig.Accounts.SignInAsync("nobody", TeamRig.Password, default),
            await rig.Accounts.SignInAsync("admin", "something-else-1", default),
            await rig.Accounts.SignInAsync("gone", gone.Password, default),
            await rig.Accounts.SignInAsync("", "", default),
        };

        Assert.All(refusals, r => Assert.Equal(TeamRefusal.SignInFailed, r.Refused!.Why));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Five_failures_lock_the_account_for_five_minutes(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        for (var i = 0; i < Accounts.FailuresBeforeLock; i++) await rig.Accounts.SignInAsync("admin", "wrong-password-1", default);

        Assert.False((await rig.Accounts.SignInAsync("admin", TeamRig.Password, default)).Ok);
        rig.Database.Clock.Advance(Accounts.LockTime + TimeSpan.FromSeconds(1));
        Assert.True((await rig.Accounts.SignInAsync("admin", TeamRig.Password, default)).Ok);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_right_password_forgets_the_failures(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < Accounts.FailuresBeforeLock - 1; i++) await rig.Accounts.SignInAsync("admin", "wrong-password-1", default);
            Assert.True((await rig.Accounts.SignInAsync("admin", TeamRig.Password, default)).Ok);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Changing_the_password_ends_older_sessions(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var old = (await rig.Accounts.SignInAsync("admin", TeamRig.Password, default)).Value!;

        var changed = await rig.Accounts.ChangePasswordAsync(old.MemberId, TeamRig.Password, "quite-another-2", default);

        Assert.Null(await rig.Roster.SessionAsync(old.MemberId, old.Stamp, default));
        Assert.NotNull(await rig.Roster.SessionAsync(old.MemberId, changed.Value!.Stamp, default));
        Assert.False((await rig.Accounts.SignInAsync("admin", TeamRig.Password, default)).Ok);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Changing_the_password_asks_for_the_old_one(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);

        var refused = await rig.Accounts.ChangePasswordAsync(rig.Admin.MemberId, "not-the-old-one-1", "quite-another-2", default);

        Assert.Equal(TeamRefusal.WrongPassword, refused.Refused!.Why);
    }

    [Theory]
    [InlineData("short-1", TeamRefusal.PasswordTooShort)]
    [InlineData("aaaaaaaaaaaa1", TeamRefusal.PasswordTooPlain)]
    [InlineData("onlylettershere", TeamRefusal.PasswordTooPlain)]
    [InlineData("my-linxiao-2026", TeamRefusal.PasswordIsLogin)]
    public void Plain_passwords_are_refused(string password, TeamRefusal why) => Assert.Equal(why, Passwords.Check(password, "linxiao")!.Why);

    [Fact]
    public void One_time_passwords_keep_the_rules() => Assert.All(Enumerable.Range(0, 50), _ => Assert.Null(Passwords.Check(Passwords.OneTime(), "admin")));
}
