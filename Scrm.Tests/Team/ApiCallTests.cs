using Scrm.Core.Database;
using Scrm.Core.Team;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Team;

public sealed class ApiCallTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_named_call_is_begun_once_and_answered_from_then_on(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var calls = new ApiCalls(library.Data, library.Clock);
        Assert.Equal(ApiCallState.Mine, (await calls.BeginAsync(1, "order-7", "aa", default)).State);
        Assert.Equal(ApiCallState.AtWork, (await calls.BeginAsync(1, "order-7", "aa", default)).State);

        await calls.AnsweredAsync(1, "order-7", 201, "application/json", "/api/v1/customers/9", "{\"id\":9}");
        var again = await calls.BeginAsync(1, "order-7", "aa", default);

        Assert.Equal(ApiCallState.Answered, again.State);
        Assert.Equal((201, "{\"id\":9}", "/api/v1/customers/9"), (again.Call!.Status, again.Call.Answer, again.Call.Location));
        Assert.Equal(ApiCallState.Different, (await calls.BeginAsync(1, "order-7", "bb", default)).State);
        Assert.Equal(ApiCallState.Mine, (await calls.BeginAsync(2, "order-7", "aa", default)).State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_name_is_free_again_after_a_day_or_when_nothing_was_done(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var calls = new ApiCalls(library.Data, library.Clock);
        await calls.BeginAsync(1, "refused", "aa", default);
        await calls.ForgetAsync(1, "refused");
        Assert.Equal(ApiCallState.Mine, (await calls.BeginAsync(1, "refused", "bb", default)).State);

        library.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        Assert.Equal(ApiCallState.Mine, (await calls.BeginAsync(1, "refused", "aa", default)).State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_many_at_once_one_begins(DatabaseEngine engine)
    {
        await using var library = await Library.CreateAsync(engine);
        var calls = new ApiCalls(library.Data, library.Clock);
        var turns = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => calls.BeginAsync(1, "same", "aa", default)));
        Assert.Single(turns, t => t.State == ApiCallState.Mine);
    }
}
