using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Team;

public sealed class TwoStepTests
{
    // RFC 6238, appendix B, SHA-1: the secret is "12345678901234567890", the last six of the eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.Code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.Step(DateTime.UnixEpoch.AddSeconds(seconds))));

    [Fact]
    public void New_secrets_have_160_bits_and_differ()
    {
        var secrets = Enumerable.Range(0, 50).Select(_ => Totp.NewSecret()).ToList();

        Assert.All(secrets, s => Assert.Matches("^[A-Z2-7]{32}$", s));
        Assert.Equal(50, secrets.Distinct().Count());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Right_password_is_half_the_way_and_the_code_the_other_half(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var secret = await TurnOnAsync(rig);

        var first = await rig.Accounts.SignInAsync("admin", TeamRig.Password, default);
        Assert.Equal(TeamRefusal.CodeNeeded, first.Refused!.Why);
        var (id, stamp) = ((long)first.Refused.Values[0], (string)first.Refused.Values[1]);
        Assert.Equal(TeamRefusal.CodeWrong, (await rig.Accounts.SecondStepAsync(id, stamp, "000000", default)).Refused!.Why);
        Assert.True((await rig.Accounts.SecondStepAsync(id, stamp, Now(rig, secret), default)).Ok);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_code_counts_once_and_an_older_one_no_more(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var secret = await TurnOnAsync(rig);
        var first = (await rig.Accounts.SignInAsync("admin", TeamRig.Password, default)).Refused!;
        Task<Scrm.Core.Outcome<SignedIn>> Enter(string code) => rig.Accounts.SecondStepAsync((long)first.Values[0], (string)first.Values[1], code, default);
        var code = Now(rig, secret);

        Assert.True((await Enter(code)).Ok);
        Assert.Equal(TeamRefusal.CodeWrong, (await Enter(code)).Refused!.Why);
        rig.Database.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True((await Enter(Now(rig, secret))).Ok);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Five_wrong_codes_lock_like_five_wrong_passwords(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var secret = await TurnOnAsync(rig);
        var first = (await rig.Accounts.SignInAsync("admin", TeamRig.Password, default)).Refused!;
        for (var i = 0; i < Accounts.FailuresBeforeLock; i++) await rig.Accounts.SecondStepAsync((long)first.Values[0], (string)first.Values[1], "12345", default);

        Assert.Equal(TeamRefusal.SignInLocked, (await rig.Accounts.SecondStepAsync((long)first.Values[0], (string)first.Values[1], Now(rig, secret), default)).Refused!.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Secret_is_sealed_and_a_wrong_first_code_keeps_the_step_off(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var secret = Totp.NewSecret();
        Assert.Equal(TeamRefusal.CodeWrong, (await rig.TwoStep.TurnOnAsync(rig.Admin, secret, "000000", default)).Refused!.Why);
        Assert.False(await rig.TwoStep.IsOnAsync(rig.Admin.MemberId, default));

        await TurnOnAsync(rig);
        await using var db = rig.Database.CreateDbContext();
        Assert.StartsWith("box:", await db.Members.Where(m => m.Id == rig.Admin.MemberId).Select(m => m.TotpSecret).SingleAsync(), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Owner_turns_it_off_with_a_code_and_an_admin_without_one(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var secret = await TurnOnAsync(rig);
        var sales = await rig.ScopeOfAsync((await rig.AddAsync("小李", "xiaoli")).MemberId);

        Assert.Equal(TeamRefusal.CodeWrong, (await rig.TwoStep.TurnOffAsync(rig.Admin, "000000", default)).Refused!.Why);
        Assert.Equal(TeamRefusal.NotAllowed, (await rig.TwoStep.ResetAsync(sales, rig.Admin.MemberId, default)).Refused!.Why);
        Assert.True((await rig.TwoStep.TurnOffAsync(rig.Admin, Now(rig, secret), default)).Ok);
        Assert.True((await rig.Accounts.SignInAsync("admin", TeamRig.Password, default)).Ok);
    }

    private static string Now(TeamRig rig, string secret) => Totp.Code(secret, Totp.Step(rig.Database.Clock.Now));

    private static async Task<string> TurnOnAsync(TeamRig rig)
    {
        var secret = Totp.NewSecret();
        Assert.True((await rig.TwoStep.TurnOnAsync(rig.Admin, secret, Now(rig, secret), default)).Ok);
        rig.Database.Clock.Advance(TimeSpan.FromSeconds(30));
        return secret;
    }
}
