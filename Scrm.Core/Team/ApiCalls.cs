using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;

namespace Scrm.Core.Team;

/// <summary>Mine: do it. AtWork: somebody does it, or was cut off while doing it. Different: the name was used for another request. Answered: done before.</summary>
public enum ApiCallState { Mine, AtWork, Different, Answered }

public readonly record struct ApiCallTurn(ApiCallState State, ApiCall? Call = null);

/// <summary>Remembers named calls for a day. A call is done at most once: one that was cut off is never begun again under its name.</summary>
public sealed class ApiCalls(IDbContextFactory<ScrmDbContext> contexts, TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public async Task<ApiCallTurn> BeginAsync(long keyId, string name, string request, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        await db.ApiCalls.Where(c => c.At < now - Kept).ExecuteDeleteAsync(cancel);
        var at = UnixMilliseconds.ToStore(now);
        var mine = await db.Database.ExecuteSqlAsync($"""
            INSERT INTO api_calls (key_id, name, request, at, status, content_type, location, answer) VALUES ({keyId}, {name}, {request}, {at}, 0, '', '', '')
            ON CONFLICT (key_id, name) DO NOTHING
            """, cancel);
        if (mine == 1) return new(ApiCallState.Mine);
        var there = await db.ApiCalls.AsNoTracking().SingleOrDefaultAsync(c => c.KeyId == keyId && c.Name == name, cancel);
        if (there is null) return new(ApiCallState.AtWork);
        if (there.Request != request) return new(ApiCallState.Different);
        return there.Status == 0 ? new(ApiCallState.AtWork) : new(ApiCallState.Answered, there);
    }

    public async Task AnsweredAsync(long keyId, string name, int status, string contentType, string location, string answer)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        await db.ApiCalls.Where(c => c.KeyId == keyId && c.Name == name).ExecuteUpdateAsync(c => c
            .SetProperty(x => x.Status, status).SetProperty(x => x.ContentType, contentType)
            .SetProperty(x => x.Location, location).SetProperty(x => x.Answer, answer), CancellationToken.None);
    }

    /// <summary>Nothing was done: the name is free again.</summary>
    public async Task ForgetAsync(long keyId, string name)
    {
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        await db.ApiCalls.Where(c => c.KeyId == keyId && c.Name == name).ExecuteDeleteAsync(CancellationToken.None);
    }
}
