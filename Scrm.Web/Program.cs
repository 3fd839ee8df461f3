using Scrm.Web.Hosting;

var builder = WebApplication.CreateBuilder([.. args.Where(a => a is not ("--demo" or RebuildCommand.Name))]);
builder.AddScrm();
// Disposed on every way out, so that the log's last lines are written.
await using var app = builder.Build();
await app.PrepareAsync();
if (args.Contains("--demo") && !await app.FillDemoAsync()) return 1;
if (args.Contains(RebuildCommand.Name)) return await app.RebuildAggregatesAsync();
app.UseScrm();
app.Run();
return 0;

/// <summary>The host, named so that tests can start it.</summary>
public sealed partial class Program;
