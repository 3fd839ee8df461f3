namespace Scrm.Tests.Api;

/// <summary>METHOD path scopes, of which a key needs one.</summary>
internal static class ApiEndpointList
{
    private const string Watch = "tagsWrite+customersRead+customersWrite+imports";
    private const string Act = "tagsWrite+customersWrite+imports";
    private const string Tags = "tagsRead+tagsWrite";
    private const string Team = "tagsRead+tagsWrite+customersRead+customersWrite";

    public static readonly string[] All =
    [
        $"GET /api/v1/batches {Watch}",
        $"GET /api/v1/batches/{{id}} {Watch}",
        $"POST /api/v1/batches/{{id}}/cancel {Act}",
        $"POST /api/v1/batches/{{id}}/retry {Act}",
        $"POST /api/v1/batches/{{id}}/undo {Act}",
        "GET /api/v1/batches/{id}/left-alone customersRead",
        $"GET /api/v1/tag-groups {Tags}",
        "POST /api/v1/tag-groups tagsWrite",
        $"GET /api/v1/tag-groups/{{id}} {Tags}",
        "PATCH /api/v1/tag-groups/{id} tagsWrite",
        "DELETE /api/v1/tag-groups/{id} tagsWrite",
        "POST /api/v1/tag-groups/{id}/move tagsWrite",
        $"POST /api/v1/tag-groups/{{id}}/mode-preview {Tags}",
        "POST /api/v1/tag-groups/{id}/mode tagsWrite",
        $"GET /api/v1/tags {Tags}",
        "POST /api/v1/tags tagsWrite",
        $"GET /api/v1/tags/{{id}} {Tags}",
        "PATCH /api/v1/tags/{id} tagsWrite",
        "DELETE /api/v1/tags/{id} tagsWrite",
        "POST /api/v1/tags/{id}/move tagsWrite",
        $"POST /api/v1/tags/impact {Tags}",
        "POST /api/v1/tags/archive tagsWrite",
        "POST /api/v1/tags/restore tagsWrite",
        $"POST /api/v1/tags/{{id}}/merge-preview {Tags}",
        "POST /api/v1/tags/{id}/merge tagsWrite",
        $"GET /api/v1/tags/promotions {Tags}",
        "POST /api/v1/tags/promotions tagsWrite",
        $"GET /api/v1/dictionary-history {Tags}",
        $"GET /api/v1/packs {Tags}",
        $"GET /api/v1/packs/{{key}} {Tags}",
        "POST /api/v1/packs/{key}/install tagsWrite",
        "GET /api/v1/customers customersRead",
        "GET /api/v1/customers/count customersRead",
        "POST /api/v1/customers customersWrite",
        "GET /api/v1/customers/{id} customersRead",
        "PATCH /api/v1/customers/{id} customersWrite",
        "GET /api/v1/customers/{id}/log customersRead",
        "POST /api/v1/customers/{id}/tags customersWrite",
        "POST /api/v1/customers/{id}/reveal-phone customersRead",
        "POST /api/v1/customers/tags-preview customersRead",
        "POST /api/v1/customers/tags customersWrite",
        "POST /api/v1/imports imports",
        "GET /api/v1/imports imports",
        "GET /api/v1/imports/{id} imports",
        "GET /api/v1/imports/{id}/preview imports",
        "POST /api/v1/imports/{id}/sheet imports",
        "PUT /api/v1/imports/{id}/layout imports",
        "PUT /api/v1/imports/{id}/choices imports",
        "POST /api/v1/imports/{id}/plan imports",
        "POST /api/v1/imports/{id}/apply imports",
        "GET /api/v1/imports/{id}/problems imports",
        "GET /api/v1/imports/{id}/left-alone imports",
        "GET /api/v1/imports/{id}/errors imports",
        "POST /api/v1/exports/customers exports",
        "POST /api/v1/exports/dictionary exports",
        "GET /api/v1/exports/templates/{shape} exports",
        $"GET /api/v1/members {Team}",
        $"GET /api/v1/departments {Team}",
    ];
}
