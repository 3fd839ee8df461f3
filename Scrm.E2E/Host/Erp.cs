using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Scrm.E2E.Host;

/// <summary>Another program of the company, which tells the product over its API what happened.</summary>
internal static class Erp
{
    private const string Key = "scrm_a-key-for-the-crash-test-0000000000000000000000000000000000000000";

    /// <summary>Gives it a key that may do everything.</summary>
    public static Task AddKeyAsync(ScrmHost host) => host.RunSqlAsync($"""
        INSERT INTO api_keys (name, prefix, hash, scopes, created_by, created_at, expires_at, last_used_at, revoked_at)
        VALUES ('ERP', 'scrm_a', '{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))}', 127, 0, 0, 0, 0, 0)
        """);

    /// <summary>True where every item was taken, false where one was refused or the connection was cut; any other answer is a fault.</summary>
    public static async Task<bool> SendAsync(ScrmHost host, string path, JsonNode body)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        try
        {
            using var answer = await http.PostAsJsonAsync($"{host.Address}/api/v1/{path}", body);
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            var said = await answer.Content.ReadFromJsonAsync<JsonObject>();
            return said!["refused"] is not { } refused || refused.GetValue<int>() == 0;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return false;
        }
    }
}
