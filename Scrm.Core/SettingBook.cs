using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Scrm.Core.Database;
using Scrm.Core.Forecast;

namespace Scrm.Core;

/// <summary>The company's thresholds and the like: one JSON value a key, with a version for who comes second.</summary>
internal static class SettingBook
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>The value as it stands, and its version; the given one and 0 where nothing was saved yet.</summary>
    public static async Task<(T Value, int Version)> ReadAsync<T>(ScrmDbContext db, string key, T otherwise, CancellationToken cancel) where T : class =>
        await db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.Key == key, cancel) is { } setting
            ? (JsonSerializer.Deserialize<T>(setting.Value, Json) ?? otherwise, setting.Version + 1)
            : (otherwise, 0);

    /// <summary>Puts the value into the context; false where somebody saved another one since <paramref name="version"/> was read.</summary>
    public static async Task<bool> PutAsync<T>(ScrmDbContext db, string key, T value, int version, CancellationToken cancel) where T : class
    {
        var setting = await db.Settings.SingleOrDefaultAsync(s => s.Key == key, cancel);
        if ((setting is null ? 0 : setting.Version + 1) != version) return false;
        if (setting is null) db.Settings.Add(setting = new Setting { Key = key });
        setting.Value = JsonSerializer.Serialize(value, Json);
        return true;
    }
}
