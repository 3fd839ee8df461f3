using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Scrm.Core.Database;
using Scrm.Tests.Kit;

namespace Scrm.Tests.Database;

public sealed class DatabaseFaultTests
{
    [Theory]
    [InlineData(5, DatabaseFault.Busy)]
    [InlineData(13, DatabaseFault.Full)]
    [InlineData(10, DatabaseFault.Away)]
    [InlineData(19, DatabaseFault.None)]
    public void Fault_of_SQLite_is_known_whatever_it_is_wrapped_in(int code, DatabaseFault expected) =>
        Assert.Equal(expected, DatabaseFaults.Of(new DbUpdateException("saving", new InvalidOperationException("wrapped", new SqliteException("fault", code)))));

    [Theory]
    [InlineData("57P01", DatabaseFault.Away)]
    [InlineData("08006", DatabaseFault.Away)]
    [InlineData("53100", DatabaseFault.Full)]
    [InlineData("40P01", DatabaseFault.Busy)]
    [InlineData("53300", DatabaseFault.Busy)]
    [InlineData("23505", DatabaseFault.None)]
    public void Fault_of_PostgreSQL_is_known_whatever_it_is_wrapped_in(string state, DatabaseFault expected) =>
        Assert.Equal(expected, DatabaseFaults.Of(new InvalidOperationException("wrapped", new PostgresException("fault", "ERROR", "ERROR", state))));

    [Fact]
    public async Task Server_that_is_not_there_is_away()
    {
        var settings = new DatabaseSettings { Engine = DatabaseEngine.Postgres, ConnectionString = "Host=127.0.0.1;Port=9;Username=nobody;Timeout=3" };
        await using var connection = new NpgsqlConnection(settings.EffectiveConnectionString);
        Assert.Equal(DatabaseFault.Away, DatabaseFaults.Of(await Assert.ThrowsAnyAsync<Exception>(() => connection.OpenAsync())));
    }

    [Theory, OnPostgres]
    public async Task Exhausted_pool_is_busy(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        var one = new NpgsqlConnectionStringBuilder(data.Settings.ConnectionString) { MaxPoolSize = 1, Timeout = 1 }.ConnectionString;
        await using var first = new NpgsqlConnection(one);
        await first.OpenAsync();
        await using var second = new NpgsqlConnection(one);
        Assert.Equal(DatabaseFault.Busy, DatabaseFaults.Of(await Assert.ThrowsAnyAsync<Exception>(() => second.OpenAsync())));
    }

    [Theory]
    [InlineData("Host=a", 200)]
    [InlineData("Host=a;Max Auto Prepare=0", 0)]
    [InlineData("Host=a;maxautoprepare=7", 7)]
    public void Statements_are_prepared_unless_the_connection_string_says_otherwise(string given, int expected) =>
        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(new DatabaseSettings { Engine = DatabaseEngine.Postgres, ConnectionString = given }.EffectiveConnectionString).MaxAutoPrepare);

    [Theory, OnPostgres]
    public async Task Turn_of_a_node_is_nobody_elses_until_it_ends(DatabaseEngine engine)
    {
        await using var data = await TestDatabase.CreateAsync(engine);
        var turn = await NodeTurn.TryTakeAsync(data, "forecast", default);
        Assert.NotNull(turn);
        Assert.Null(await NodeTurn.TryTakeAsync(data, "forecast", default));
        await using (var other = await NodeTurn.TryTakeAsync(data, "retention", default)) Assert.NotNull(other);

        await turn.DisposeAsync();
        await using var again = await NodeTurn.TryTakeAsync(data, "forecast", default);
        Assert.NotNull(again);
    }
}
