using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Scrm.Core.Database.Sqlite;

/// <summary>
/// One prepared statement on SQLite's own interface, for the bulk paths: run a hundred thousand times, the ADO layer would cost more than the database.
/// Parameters and columns count from 0.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(ScrmDbContext db, string sql)
    {
        database = ((SqliteConnection)db.Database.GetDbConnection()).Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v2(database, sql, out statement));
    }

    public SqliteStatement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(statement, parameter + 1, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, string value)
    {
        Check(raw.sqlite3_bind_text(statement, parameter + 1, value));
        return this;
    }

    public void Bind(int parameter, object value)
    {
        if (value is string text) Bind(parameter, text);
        else Bind(parameter, value is long number ? number : Convert.ToInt64(value, CultureInfo.InvariantCulture));
    }

    /// <summary>Runs a statement that gives no rows, makes it ready for the next values and returns the rows it changed.</summary>
    public int Run()
    {
        Step();
        Reset();
        return raw.sqlite3_changes(database);
    }

    /// <summary>Whether there is another row; after the last one, or when enough was read, call <see cref="Reset"/>.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code is raw.SQLITE_ROW) return true;
        if (code is not raw.SQLITE_DONE) Check(code);
        return false;
    }

    public void Reset() => Check(raw.sqlite3_reset(statement));

    public long Number(int column) => raw.sqlite3_column_int64(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public void Dispose() => statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, database);
    }
}
