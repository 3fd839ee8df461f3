using Microsoft.EntityFrameworkCore;

namespace Scrm.Core.Database.Postgres;

public sealed class PostgresContext(DbContextOptions<PostgresContext> options) : ScrmDbContext(options);
