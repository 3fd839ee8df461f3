using Scrm.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddScrm();
var app = builder.Build();
await app.PrepareAsync();
app.UseScrm();
app.Run();

/// <summary>The host, named so that tests can start it.</summary>
public sealed partial class Program;
