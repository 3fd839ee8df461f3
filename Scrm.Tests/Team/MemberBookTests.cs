using Scrm.Core.Audit;
using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Team;

public sealed class MemberBookTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task New_member_signs_in_with_the_one_time_password(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);

        var added = await rig.AddAsync("王芳", "WangFang", Role.Operator);

        Assert.Equal(Role.Operator, (await rig.Accounts.SignInAsync("wangfang", added.Password, default)).Value!.Role);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Member_without_a_sign_in_name_gets_no_password(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);

        Assert.Equal("", (await rig.AddAsync("只管客户")).Password);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_members_cannot_share_a_sign_in_name(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);

        var refused = await rig.Members.AddAsync(rig.Admin, new("旁人", "ＡＤＭＩＮ", Role.Sales, 0, ""), default);

        Assert.Equal(TeamRefusal.LoginTaken, refused.Refused!.Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Last_admin_cannot_step_down(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var me = (await rig.Roster.MembersAsync(rig.Admin, default)).Single();

        var refused = await rig.Members.EditAsync(rig.Admin, me.Id, me.Version, new("林晓", "admin", Role.Operator, 0, ""), default);

        Assert.Equal(TeamRefusal.LastAdmin, refused.Refused!.Why);
        Assert.Equal(Role.Admin, (await rig.ScopeOfAsync(me.Id)).Role);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Disabling_a_member_ends_their_sessions_and_is_audited(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var added = await rig.AddAsync("王芳", "wangfang");
        var session = (await rig.Accounts.SignInAsync("wangfang", added.Password, default)).Value!;

        Assert.True((await rig.Members.EnableAsync(rig.Admin, added.MemberId, false, default)).Ok);

        Assert.Null(await rig.Roster.SessionAsync(session.MemberId, session.Stamp, default));
        var lines = await rig.Audit.ListAsync(rig.Admin, new(AuditAct.MemberDisabled), default);
        Assert.Equal((added.MemberId, "林晓"), (lines.Rows.Single().SubjectId, lines.Rows.Single().ActorName));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_new_role_ends_sessions_with_the_old_one(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var added = await rig.AddAsync("王芳", "wangfang", Role.Operator);
        var session = (await rig.Accounts.SignInAsync("wangfang", added.Password, default)).Value!;
        var row = (await rig.Roster.MembersAsync(rig.Admin, default)).Single(m => m.Id == added.MemberId);

        await rig.Members.EditAsync(rig.Admin, row.Id, row.Version, new("王芳", "wangfang", Role.Viewer, 0, ""), default);

        Assert.Null(await rig.Roster.SessionAsync(session.MemberId, session.Stamp, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Second_editor_is_told_and_overwrites_nothing(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var id = (await rig.AddAsync("王芳")).MemberId;
        var version = (await rig.Roster.MembersAsync(rig.Admin, default)).Single(m => m.Id == id).Version;

        await rig.Members.EditAsync(rig.Admin, id, version, new("王芳芳", "", Role.Sales, 0, ""), default);
        var second = await rig.Members.EditAsync(rig.Admin, id, version, new("王方", "", Role.Sales, 0, ""), default);

        Assert.Equal(TeamRefusal.EditedMeanwhile, second.Refused!.Why);
        Assert.Equal("王芳芳", (await rig.Roster.MembersAsync(rig.Admin, default)).Single(m => m.Id == id).Name);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_an_admin_changes_the_team(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var id = (await rig.AddAsync("陈默", "chenmo", Role.Operator)).MemberId;
        var operatorScope = await rig.ScopeOfAsync(id);

        Assert.Equal(TeamRefusal.NotAllowed, (await rig.Members.AddAsync(operatorScope, new("x", "", Role.Admin, 0, ""), default)).Refused!.Why);
        Assert.Equal(TeamRefusal.NotAllowed, (await rig.Members.EditAsync(operatorScope, id, 0, new("陈默", "chenmo", Role.Admin, 0, ""), default)).Refused!.Why);
        Assert.Equal(TeamRefusal.NotAllowed, (await rig.Members.EnableAsync(operatorScope, id, false, default)).Refused!.Why);
        Assert.Equal(TeamRefusal.NotAllowed, (await rig.Members.ResetPasswordAsync(operatorScope, id, default)).Refused!.Why);
        Assert.Equal(TeamRefusal.NotAllowed, (await rig.Departments.SaveAsync(operatorScope, 0, "x", 0, 0, default)).Refused!.Why);
        Assert.Equal(TeamRefusal.NotAllowed, (await rig.Departments.DeleteAsync(operatorScope, 1, default)).Refused!.Why);
        Assert.Equal(TeamRefusal.NotAllowed, (await rig.Keys.CreateAsync(operatorScope, "x", ApiScopes.Exports, default, default)).Refused!.Why);
        Assert.Equal(TeamRefusal.NotAllowed, (await rig.Keys.RevokeAsync(operatorScope, 1, default)).Refused!.Why);
        Assert.Equal(TeamRefusal.NotAllowed, (await rig.Company.SaveAsync(operatorScope, "x", "Asia/Shanghai", "en", 3, default)).Refused!.Why);
        Assert.Empty(await rig.Roster.MembersAsync(operatorScope, default));
        Assert.Empty(await rig.Keys.ListAsync(operatorScope, default));
        Assert.Empty((await rig.Audit.ListAsync(operatorScope, new(), default)).Rows);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Reset_password_unlocks(DatabaseEngine engine)
    {
        await using var rig = await TeamRig.CreateAsync(engine);
        var added = await rig.AddAsync("王芳", "wangfang");
        for (var i = 0; i < Accounts.FailuresBeforeLock; i++) await rig.Accounts.SignInAsync("wangfang", "wrong-password-1", default);

        var reset = await rig.Members.ResetPasswordAsync(rig.Admin, added.MemberId, default);

        Assert.True((await rig.Accounts.SignInAsync("wangfang", reset.Value!.Password, default)).Ok);
    }
}
